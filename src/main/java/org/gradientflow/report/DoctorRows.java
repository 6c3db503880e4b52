package org.gradientflow.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradientflow.model.Numbers;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.DiagnosisRecord.Outcome;
import org.gradientflow.storage.FindingRecord;

/** The doctor's diagnosis of each case, as rows of the page. */
final class DoctorRows {
    /** Signs that tell verdicts apart without colours. */
    private static final Map<Outcome, String> SIGNS =
            Map.of(Outcome.HEALTHY, "✓", Outcome.SICK, "✗", Outcome.POOR, "!", Outcome.INCONCLUSIVE, "?");

    private DoctorRows() {}

    /**
     * One row for each case.
     *
     * @param names of the run's cases, in order
     * @param diagnoses by case name; a case that was not examined has none
     */
    static List<Map<String, String>> of(List<String> names, Map<String, DiagnosisRecord> diagnoses) {
        return names.stream()
                .map(name -> diagnoses.containsKey(name) ? row(name, diagnoses.get(name)) : notExamined(name))
                .toList();
    }

    private static Map<String, String> notExamined(String name) {
        return Map.of(
                "name", name,
                "verdict", "unknown",
                "words", "– not examined",
                "headline", "",
                "reason", "This run has no diagnosis of the case; gradientflow doctor " + name + " examines it",
                "explanation", "",
                "evidence", "",
                "examined", "",
                "explain", "");
    }

    private static Map<String, String> row(String name, DiagnosisRecord said) {
        return Map.of(
                "name", name,
                "verdict", said.verdict().text(),
                "words", SIGNS.get(said.verdict()) + " " + said.verdict().text(),
                "headline", said.first().map(FindingRecord::headline).orElse(""),
                "reason", said.reason(),
                "explanation", said.first().map(FindingRecord::explanation).orElse(""),
                "evidence",
                        said.first()
                                .map(first -> first.evidence().entrySet().stream()
                                        .map(entry -> entry.getKey() + " " + Numbers.text(entry.getValue()))
                                        .collect(Collectors.joining(", ")))
                                .orElse(""),
                "examined", said.examined(),
                "explain", said.first().map(FindingRecord::explainCommand).orElse(""));
    }
}
