package org.gradientflow.cli.doctor;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.storage.SavedDiagnosis;

/** What the doctor says of a case that was trained: a fresh network of it is examined, not the trained one. */
public final class CaseDoctor {
    private CaseDoctor() {}

    /**
     * Trains copies of a fresh network, within seconds.
     *
     * @param stop asked before each training
     * @return empty when it was stopped
     */
    public static Optional<SavedDiagnosis> examine(Experiment experiment, BooleanSupplier stop) {
        DoctorInput patient = DoctorInput.of(experiment);
        try {
            Diagnosis diagnosis = patient.doctor()
                    .progress((done, next) -> {
                        if (stop.getAsBoolean()) {
                            throw new CancellationException();
                        }
                    })
                    .diagnose();
            return Optional.of(saved(diagnosis, patient));
        } catch (CancellationException stopped) {
            return Optional.empty();
        }
    }

    private static SavedDiagnosis saved(Diagnosis diagnosis, DoctorInput patient) {
        return new SavedDiagnosis(
                diagnosis.verdict(),
                diagnosis.reason(),
                String.format(
                        Locale.ROOT,
                        "a fresh network of the case: %,d steps on %,d fixed inputs, %,d a step",
                        patient.steps(),
                        patient.data().rows(),
                        patient.batch()),
                diagnosis.findings().stream().map(CaseDoctor::saved).toList());
    }

    private static SavedDiagnosis.Finding saved(Finding finding) {
        return new SavedDiagnosis.Finding(
                finding.cause().id(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.layer(),
                finding.confidence(),
                finding.symptom(),
                finding.explanation(),
                finding.evidence());
    }
}
