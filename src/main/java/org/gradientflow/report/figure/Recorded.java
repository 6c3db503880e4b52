package org.gradientflow.report.figure;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.RunData;

/**
 * Which of steps 0 to 1,000 a run has recorded.
 *
 * @param cases that have recorded any
 */
record Recorded(List<CaseData> cases) {
    static Recorded of(RunData run) {
        return new Recorded(run.cases().stream().filter(CaseData::hasBeginning).toList());
    }

    boolean isEmpty() {
        return cases.isEmpty();
    }

    private DoubleSummaryStatistics steps() {
        return cases.stream()
                .flatMapToDouble(
                        one -> Arrays.stream(one.first().gradientOverSteps().steps()))
                .summaryStatistics();
    }

    /** {@code 0 to 1,000}. */
    String range() {
        return String.format(Locale.ROOT, "%,.0f to %,.0f", steps().getMin(), steps().getMax());
    }

    /** The first of these steps. */
    String first() {
        return String.format(Locale.ROOT, "%,.0f", steps().getMin());
    }

    /** {@code one step in 10}, or {@code every step}. */
    String share() {
        String every = cases.stream()
                .map(one -> Integer.toString(one.every()))
                .distinct()
                .collect(Collectors.joining(" or "));
        return every.equals("1") ? "every step" : "one step in " + every;
    }
}
