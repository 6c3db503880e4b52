package org.gradientflow.recording;

import java.util.Optional;
import org.gradientflow.storage.DiagnosisRecord;

/** A storage of one training, with the doctor's diagnosis of its network if there is one. */
public interface Diagnosed {
    /**
     * The diagnosis of a fresh network of the case.
     *
     * @return empty if the network was not examined, or not yet
     */
    Optional<DiagnosisRecord> diagnosis();
}
