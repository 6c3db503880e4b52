package org.gradientflow.ui.page;

import java.util.List;
import java.util.Map;
import org.gradientflow.recording.Diagnosed;
import org.gradientflow.storage.SavedDiagnosis;

/** What the doctor said of a session's network, as the page shows it. */
record DiagnosisAnswer(String verdict, String reason, String examined, List<FindingEntry> findings) {

    /** One cause, with its headline for people. */
    record FindingEntry(
            String cause,
            String severity,
            String headline,
            String symptom,
            String explanation,
            Map<String, Double> evidence) {

        static FindingEntry of(SavedDiagnosis.Finding finding) {
            return new FindingEntry(
                    finding.cause(),
                    finding.severity(),
                    finding.headline(),
                    finding.symptom(),
                    finding.explanation(),
                    finding.evidence());
        }
    }

    /** Null where the network was not examined. */
    static DiagnosisAnswer of(Worker worker) {
        return worker.storage() instanceof Diagnosed storage
                ? storage.diagnosis().map(DiagnosisAnswer::of).orElse(null)
                : null;
    }

    private static DiagnosisAnswer of(SavedDiagnosis saved) {
        return new DiagnosisAnswer(
                saved.verdict(),
                saved.reason(),
                saved.examined(),
                saved.findings().stream().map(FindingEntry::of).toList());
    }
}
