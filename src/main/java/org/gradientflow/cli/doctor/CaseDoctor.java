package org.gradientflow.cli.doctor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.Numbers;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.watch.Alarm;

/** Diagnoses a case that was trained. The doctor examines a fresh network of it, not the trained one. */
public final class CaseDoctor {
    private CaseDoctor() {}

    /**
     * Trains copies of a fresh network, within seconds.
     *
     * @param stop asked before each training
     * @return empty when it was stopped
     */
    public static Optional<DiagnosisRecord> examine(Experiment experiment, BooleanSupplier stop) {
        DoctorInput input = DoctorInput.of(experiment);
        try {
            Diagnosis diagnosis = input.doctor()
                    .progress((done, next) -> {
                        if (stop.getAsBoolean()) {
                            throw new CancellationException();
                        }
                    })
                    .diagnose();
            ForecastTable forecast = ForecastTable.of(input.model(), input.data());
            return Optional.of(DiagnosisRecords.of(diagnosis, input.examined(), forecast, List.of()));
        } catch (CancellationException stopped) {
            return Optional.empty();
        }
    }

    /**
     * What a watch found of a case's training, as the page and the files show it.
     *
     * @param alarm that was raised
     * @return a sick network, with the forecast of a new one
     */
    public static DiagnosisRecord alarmed(Experiment experiment, Alarm alarm) {
        DoctorInput input = DoctorInput.of(experiment);
        Diagnosis sick = new Diagnosis.Sick(
                List.of(alarm.finding()),
                alarm.finding().cause().meaning() + ". " + alarm.finding().symptom());
        return DiagnosisRecords.of(
                sick,
                "the training itself, at step " + Numbers.count(alarm.iteration()),
                ForecastTable.of(input.model(), input.data()),
                List.of());
    }
}
