package org.gradientflow.diagnosis.rule;

import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.Output;
import org.gradientflow.diagnosis.loss.OutputEvaluation;
import org.gradientflow.diagnosis.loss.OutputLabels;
import org.gradientflow.diagnosis.loss.OutputRange;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** An activation of the output that can't give the labels, or not what the loss takes the logarithm of. */
public final class OutputActivationRule extends OutputRule {
    /** A share of unreachable labels below this is an outlier or two. */
    private static final double FEW = 0.02;

    /** Labels that lie outside, but so little that the best output is all but right, do no harm: share of the best constant's loss. */
    private static final double HARMLESS = 0.02;

    @Override
    Optional<Finding> examine(Examination examination, OutputEvaluation bench) {
        Output head = bench.output();
        OutputLabels rows = bench.rows();
        INDArray labels = rows.labels();
        OutputRange range = OutputRange.of(head, bench.trained().get(0).columns());
        String activation = head.activation().toString();
        if (range.constant()) {
            return finding(
                    head,
                    1,
                    activation + " of " + labels.size(1) + " output gives a constant",
                    "whatever the pre-output, the output is %s".formatted(Numbers.text(range.least())),
                    range,
                    1);
        }
        if (isOneOf(head.loss(), LossMCXENT.class, LossBinaryXENT.class, LossKLD.class) && !range.probabilities()) {
            return finding(
                    head,
                    0.97,
                    "the loss takes the logarithm of a probability, and %s gives none".formatted(activation),
                    "outputs lie from %s to %s, and the loss clips what is not between 0 and 1"
                            .formatted(Numbers.text(range.least()), Numbers.text(range.largest())),
                    range,
                    1);
        }
        if (labels.size(1) != bench.trained().get(0).columns()) {
            return Optional.empty();
        }
        double unreachable = range.unreachable(labels, rows.weights());
        if (unreachable <= FEW
                || bench.bounds().free() <= HARMLESS * bench.bounds().constant()) {
            return Optional.empty();
        }
        return finding(
                head,
                0.95,
                "%.0f%% of the labels are out of reach of %s".formatted(100 * unreachable, activation),
                "outputs lie from %s to %s%s, labels from %s to %s"
                        .formatted(
                                Numbers.text(range.least()),
                                Numbers.text(range.largest()),
                                range.sumsToOne() ? " and sum to 1" : "",
                                Numbers.text(labels.minNumber().doubleValue()),
                                Numbers.text(labels.maxNumber().doubleValue())),
                range,
                unreachable);
    }

    private static Optional<Finding> finding(
            Output head, double confidence, String symptom, String explanation, OutputRange range, double unreachable) {
        return Optional.of(Finding.ofLayer(
                Cause.OUTPUT_ACTIVATION,
                Severity.SEVERE,
                confidence,
                head.layer(),
                symptom,
                explanation,
                Map.of(
                        "least output", range.least(),
                        "largest output", range.largest(),
                        "share of labels out of reach", unreachable)));
    }
}
