package org.gradientflow.recording;

import java.util.Optional;
import org.gradientflow.storage.DiagnosisRecord;

/** A storage of one training, whose network the doctor may have examined. */
public interface Diagnosed {
    /**
     * What the doctor said.
     *
     * @return empty where the network was not examined, or not yet
     */
    Optional<DiagnosisRecord> diagnosis();
}
