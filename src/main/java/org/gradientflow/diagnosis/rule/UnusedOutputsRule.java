package org.gradientflow.diagnosis.rule;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.gradientflow.diagnosis.loss.Output;
import org.gradientflow.diagnosis.loss.OutputEvaluation;
import org.gradientflow.diagnosis.loss.UsedOutputs;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;

/** A loss that looks at some of a batch's outputs only: the rest is computed for nothing. */
public final class UnusedOutputsRule extends OutputRule {
    /** More used outputs than this: the rest may be a weight of 0 that is meant, or labels that are not there. */
    private static final double MOSTLY_UNUSED = 0.5;

    /** All, but for chance: see {@link UsedOutputs}. */
    private static final double ALL = 0.97;

    @Override
    Optional<Finding> examine(Examination examination, OutputEvaluation bench) {
        UsedOutputs used = UsedOutputs.of(bench.trained().get(0), new Random(1));
        if (used.share() >= ALL) {
            return Optional.empty();
        }
        Output head = bench.output();
        return Optional.of(Finding.ofLayer(
                Cause.UNUSED_OUTPUTS,
                used.share() <= MOSTLY_UNUSED ? Severity.SEVERE : Severity.WARNING,
                0.95,
                head.layer(),
                "%.0f%% of the outputs make no difference to the loss".formatted(100 * (1 - used.share())),
                "its derivative is exactly 0 whatever they are, and whatever the labels: %.0f%% of the rows and %.0f%% of the columns count"
                        .formatted(100 * used.rows(), 100 * used.columns()),
                Map.of(
                        "share of rows used", used.rows(),
                        "share of columns used", used.columns(),
                        "share of outputs used", used.share())));
    }
}
