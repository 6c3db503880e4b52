package org.gradientflow.cli.doctor;

import java.util.List;
import java.util.Locale;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Prescription;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.DiagnosisRecord.Outcome;
import org.gradientflow.storage.FindingRecord;
import org.gradientflow.storage.ForecastRecord;
import org.gradientflow.storage.PrescriptionRecord;

/** Diagnoses as records that are written and shown. The only place that knows both. */
final class DiagnosisRecords {
    private DiagnosisRecords() {}

    static DiagnosisRecord of(
            Diagnosis diagnosis, String examined, ForecastTable forecast, List<Prescription> prescriptions) {
        return new DiagnosisRecord(
                outcome(diagnosis),
                diagnosis.reason(),
                examined,
                diagnosis.findings().stream().map(DiagnosisRecords::finding).toList(),
                forecast(forecast),
                prescriptions.stream().map(DiagnosisRecords::prescription).toList());
    }

    static Outcome outcome(Diagnosis diagnosis) {
        if (diagnosis instanceof Diagnosis.Healthy) {
            return Outcome.HEALTHY;
        }
        if (diagnosis instanceof Diagnosis.Poor) {
            return Outcome.POOR;
        }
        return diagnosis instanceof Diagnosis.Sick ? Outcome.SICK : Outcome.INCONCLUSIVE;
    }

    private static FindingRecord finding(Finding finding) {
        return new FindingRecord(
                finding.cause().id(),
                finding.symptom(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.layer(),
                finding.parameter().orElse(null),
                finding.confidence(),
                finding.evidence(),
                finding.explanation());
    }

    private static ForecastRecord forecast(ForecastTable table) {
        return new ForecastRecord(
                table.forecast().firstToLast(),
                table.forecast().deadPath(),
                table.lines().stream().map(DiagnosisRecords::layer).toList());
    }

    private static ForecastRecord.LayerRecord layer(ForecastTable.Line line) {
        return new ForecastRecord.LayerRecord(
                line.expected().layer(),
                line.expected().weightRms(),
                line.expected().forwardGain(),
                line.expected().backwardGain(),
                line.expected().spread(),
                line.spread(),
                line.expected().gradient(),
                line.gradient(),
                line.expected().deadUnits(),
                line.deadUnits());
    }

    private static PrescriptionRecord prescription(Prescription prescription) {
        return new PrescriptionRecord(
                prescription.code().isBlank()
                        ? prescription.change()
                        : prescription.change() + ": " + prescription.code(),
                prescription.verified(),
                prescription.lossBefore(),
                prescription.lossAfter(),
                prescription.seeds(),
                prescription.helped());
    }
}
