package org.gradientflow.report.claim;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.RunData;

/** The cases that a claim needs, each trained for enough steps. */
final class Needs {
    private Needs() {}

    /** The cases in the given order; empty if one is missing or has too few steps. */
    static Optional<List<CaseData>> find(RunData run, int steps, Experiment... experiments) {
        List<CaseData> found = Arrays.stream(experiments)
                .flatMap(experiment -> run.find(experiment).stream())
                .filter(one -> one.summary().steps() >= steps)
                .toList();
        return found.size() == experiments.length ? Optional.of(found) : Optional.empty();
    }

    /** The same requirement in words, to follow "This claim needs". */
    static String words(int steps, Experiment... experiments) {
        return Arrays.stream(experiments).map(Experiment::name).collect(Collectors.joining(" and "))
                + String.format(Locale.ROOT, " trained for %,d steps or more, from step 0 on", steps);
    }
}
