package org.gradientflow.diagnosis.rule.output;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.gradientflow.diagnosis.loss.Output;
import org.gradientflow.diagnosis.loss.OutputEvaluation;
import org.gradientflow.diagnosis.loss.UsedOutputs;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;

/** The loss depends on only some of a batch's outputs: the others learn nothing. */
public final class UnusedOutputsRule extends OutputRule {
    /** Share of used outputs. Above it, the unused ones may have a weight of 0 on purpose, or no labels: a warning. */
    private static final double MOSTLY_UNUSED = 0.5;

    /** Share of used outputs that counts as all: a draw may miss one by chance, see {@link UsedOutputs}. */
    private static final double ALL = 0.97;

    @Override
    protected Optional<Finding> examine(Examination examination, OutputEvaluation bench) {
        UsedOutputs used = UsedOutputs.of(bench.trained().get(0), new Random(1));
        if (used.share() >= ALL) {
            return Optional.empty();
        }
        Output head = bench.output();
        return Optional.of(Finding.ofLayer(
                Cause.UNUSED_OUTPUTS,
                used.share() <= MOSTLY_UNUSED ? Severity.SEVERE : Severity.WARNING,
                Confidence.CERTAIN,
                head.layer(),
                "%s of a batch's outputs have no effect on the loss.".formatted(Numbers.percent(1 - used.share())),
                "The loss depends on %s of the rows and %s of the columns. Elsewhere its derivative is exactly 0 for all labels."
                        .formatted(Numbers.percent(used.rows()), Numbers.percent(used.columns())),
                Map.of(
                        "share of rows used", used.rows(),
                        "share of columns used", used.columns(),
                        "share of outputs used", used.share())));
    }
}
