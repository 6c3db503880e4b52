package org.gradientflow.diagnosis.rule.output;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.gradientflow.diagnosis.loss.LossBounds;
import org.gradientflow.diagnosis.loss.Output;
import org.gradientflow.diagnosis.loss.OutputEvaluation;
import org.gradientflow.diagnosis.loss.OutputLabels;
import org.gradientflow.diagnosis.loss.OutputRange;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.Numbers;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossMAPE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSLE;
import org.nd4j.linalg.lossfunctions.impl.LossPoisson;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;

/** The loss function is not smallest where the output equals the label. */
public final class WrongLossRule extends OutputRule {
    /** Rounding error that is allowed in computed labels, such as smoothed one-hot ones. */
    private static final double TOLERANCE = 1e-3;

    /** A smaller share of unfit labels is an outlier or two. Chosen, not fitted. */
    private static final double FEW = 0.02;

    /**
     * Loss of the best constant above the best possible loss, by that of an output of 0: below this share nothing is left to learn.
     * Chosen, not fitted.
     */
    private static final double NOTHING_TO_LEARN = 1e-3;

    @Override
    protected Optional<Finding> examine(Examination examination, OutputEvaluation bench) {
        Output head = bench.output();
        OutputLabels rows = bench.rows();
        INDArray labels = rows.labels();
        String name = head.loss().getClass().getSimpleName().replaceFirst("^Loss", "");
        String needs = needs(head.loss());
        double bad = unfit(head.loss(), rows);
        if (bad > FEW) {
            return Optional.of(Finding.ofLayer(
                    Cause.WRONG_LOSS,
                    Severity.SEVERE,
                    Confidence.CERTAIN,
                    head.layer(),
                    "The loss %s needs %s.".formatted(name, needs),
                    "%s of the labels do not meet this requirement; the labels range from %s to %s."
                            .formatted(
                                    Numbers.percent(bad),
                                    Numbers.text(labels.minNumber().doubleValue()),
                                    Numbers.text(labels.maxNumber().doubleValue())),
                    Map.of("share of unfit labels", bad)));
        }
        return constantIsBest(bench, name);
    }

    /** All ones under sigmoid and multi-class cross-entropy: any row is at its best there, and so is any label. */
    private static Optional<Finding> constantIsBest(OutputEvaluation bench, String name) {
        OutputRange range =
                OutputRange.of(bench.output(), bench.trained().get(0).columns());
        // Where the output can't reach the labels, a constant at the end of its range is best whatever the loss is.
        boolean reached =
                bench.rows().labels().size(1) != bench.trained().get(0).columns()
                        || range.unreachable(bench.rows().labels(), bench.rows().weights()) <= FEW;
        if (bench.rows().labels().std(false, 0).amaxNumber().doubleValue() == 0 || range.constant() || !reached) {
            return Optional.empty();
        }
        LossBounds bounds = bench.bounds();
        double rest = bench.evaluated().stream()
                .mapToDouble(rows -> rows.loss(Nd4j.zeros(DataType.DOUBLE, rows.rows(), rows.columns())))
                .sum();
        double left = (bounds.constant() - bounds.free()) / Math.abs(rest - bounds.free());
        if (!(left < NOTHING_TO_LEARN)) {
            return Optional.empty();
        }
        return Optional.of(Finding.ofLayer(
                Cause.WRONG_LOSS,
                Severity.SEVERE,
                Confidence.CERTAIN,
                bench.output().layer(),
                "A constant output has the smallest possible loss.",
                "The loss %s is %s for the best constant output and %s for the best output of each row, so the labels make no difference."
                        .formatted(name, Numbers.text(bounds.constant()), Numbers.text(bounds.free())),
                Map.of("loss of the best constant", bounds.constant(), "loss of the best output", bounds.free())));
    }

    private static String needs(ILossFunction loss) {
        if (isOneOf(loss, LossHinge.class, LossSquaredHinge.class)) {
            return "labels of -1 and 1";
        }
        if (loss instanceof LossMAPE) {
            return "labels other than 0, because it divides by them";
        }
        return isOneOf(loss, LossPoisson.class, LossMSLE.class)
                ? "labels of 0 or more"
                : "labels that are probabilities, from 0 to 1";
    }

    /** Share of the labels that the loss has no meaning for; 0 for losses that take any number, and for unknown ones. */
    private static double unfit(ILossFunction loss, OutputLabels labels) {
        if (isOneOf(loss, LossHinge.class, LossSquaredHinge.class)) {
            return share(labels, label -> Math.abs(Math.abs(label) - 1) > TOLERANCE);
        } else if (loss instanceof LossMAPE) {
            return share(labels, label -> label == 0);
        } else if (isOneOf(loss, LossPoisson.class, LossMSLE.class)) {
            return share(labels, label -> label < -TOLERANCE);
        } else if (isOneOf(loss, LossMCXENT.class, LossBinaryXENT.class, LossKLD.class)) {
            return share(labels, label -> label < -TOLERANCE || label > 1 + TOLERANCE);
        }
        return 0;
    }

    private static double share(OutputLabels rows, DoublePredicate unfit) {
        double[] labels = Doubles.rowMajor(rows.labels());
        double[] weights = Doubles.rowMajor(rows.weights());
        int[] counted =
                IntStream.range(0, labels.length).filter(i -> weights[i] != 0).toArray();
        return Arrays.stream(counted).filter(i -> unfit.test(labels[i])).count() / (double) counted.length;
    }
}
