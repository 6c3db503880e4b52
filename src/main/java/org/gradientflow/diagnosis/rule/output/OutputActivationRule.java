package org.gradientflow.diagnosis.rule.output;

import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.Output;
import org.gradientflow.diagnosis.loss.OutputEvaluation;
import org.gradientflow.diagnosis.loss.OutputLabels;
import org.gradientflow.diagnosis.loss.OutputRange;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** The output's activation function can't produce the labels, or the probabilities whose logarithm the loss takes. */
public final class OutputActivationRule extends OutputRule {
    /** A smaller share of unreachable labels is an outlier or two. Chosen, not fitted. */
    private static final double FEW = 0.02;

    /**
     * Labels just outside the range do no harm while the best possible output's loss is at most this share of the best constant's.
     * Chosen, not fitted.
     */
    private static final double HARMLESS = 0.02;

    @Override
    protected Optional<Finding> examine(Examination examination, OutputEvaluation bench) {
        Output head = bench.output();
        OutputLabels rows = bench.rows();
        INDArray labels = rows.labels();
        OutputRange range = OutputRange.of(head, bench.trained().get(0).columns());
        String activation = head.activation().toString();
        if (range.constant()) {
            return finding(
                    head,
                    "The activation %s of a single output is constant.".formatted(activation),
                    "The output is %s for every input.".formatted(Numbers.text(range.least())),
                    range,
                    1);
        }
        if (isOneOf(head.loss(), LossMCXENT.class, LossBinaryXENT.class, LossKLD.class) && !range.probabilities()) {
            return finding(
                    head,
                    "The loss takes the logarithm of a probability, and the activation %s does not produce probabilities."
                            .formatted(activation),
                    "The outputs range from %s to %s, and the loss clips values outside 0 to 1."
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
                "The activation %s can't produce %s of the labels.".formatted(activation, Numbers.percent(unreachable)),
                "The outputs range from %s to %s%s, and the labels from %s to %s."
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
            Output head, String symptom, String explanation, OutputRange range, double unreachable) {
        return Optional.of(Finding.ofLayer(
                Cause.OUTPUT_ACTIVATION,
                Severity.SEVERE,
                Confidence.CERTAIN,
                head.layer(),
                symptom,
                explanation,
                Map.of(
                        "least output", range.least(),
                        "largest output", range.largest(),
                        "share of labels out of reach", unreachable)));
    }
}
