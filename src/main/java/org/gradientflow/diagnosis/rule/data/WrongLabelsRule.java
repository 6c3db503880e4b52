package org.gradientflow.diagnosis.rule.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.gradientflow.diagnosis.loss.LabelMask;
import org.gradientflow.diagnosis.loss.Output;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.output.OutputRule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.Numbers;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * The labels of a classifier are not the numbers that its loss takes: classes counted from 1, divided by 255, two values that are not
 * 0 and 1, one-hot rows times 100. Asked before anything is trained: with some of these labels, DL4J can't train.
 */
public final class WrongLabelsRule implements Rule {
    /** Factors by which class numbers are divided in practice: pixels' largest value, percent. */
    private static final double[] FACTORS = {255, 256, 100};

    /** Rounding of float32 labels. */
    private static final double ROUNDING = 1e-4;

    @Override
    public List<Finding> examine(Examination examination) {
        return Output.of(examination.subject()).stream()
                .map(output -> examine(examination, output))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Finding> examine(Examination examination, Output output) {
        INDArray all = examination.data().labels().get(output.index());
        boolean sparse = output.loss() instanceof LossSparseMCXENT;
        boolean probabilities =
                OutputRule.isOneOf(output.loss(), LossMCXENT.class, LossBinaryXENT.class, LossKLD.class);
        if (!sparse && !probabilities || all.rank() != 2 || output.width() == 0) {
            return Optional.empty();
        }
        if (all.columns() == 1 && output.width() > 1) {
            return classNumbers(output, finite(all), sparse);
        }
        boolean classes = isClassifier(output.activation());
        boolean whole = LabelMask.of(examination.subject().copy(), examination.data(), output)
                .whole();
        return classes && whole && all.columns() == output.width() ? twoValues(output, finite(all)) : Optional.empty();
    }

    private static boolean isClassifier(IActivation activation) {
        return activation instanceof ActivationSoftmax || activation instanceof ActivationSigmoid;
    }

    private static double[] finite(INDArray labels) {
        return Arrays.stream(Doubles.rowMajor(labels.castTo(DataType.DOUBLE)))
                .filter(Double::isFinite)
                .toArray();
    }

    /** One column for several outputs: the number of the class. */
    private static Optional<Finding> classNumbers(Output output, double[] labels, boolean sparse) {
        long classes = output.width();
        long unfit = Arrays.stream(labels)
                .filter(label -> !whole(label) || label < 0 || label >= classes)
                .count();
        if (unfit == 0) {
            // Valid numbers in one column: what DL4J says of them is clear enough, and a sparse loss takes them.
            return Optional.empty();
        }
        return Optional.of(finding(
                output,
                "%s of the labels are not class numbers from 0 to %d."
                        .formatted(Numbers.percent(unfit / (double) labels.length), classes - 1),
                "The labels range from %s to %s. %s%s"
                        .formatted(
                                Numbers.text(least(labels)),
                                Numbers.text(largest(labels)),
                                guess(labels, classes),
                                sparse
                                        ? ""
                                        : "DL4J takes one column for each class, 1 for the row's class and 0 for the others."),
                unfit / (double) labels.length));
    }

    private static String guess(double[] labels, long classes) {
        if (Arrays.stream(labels).allMatch(label -> whole(label) && label >= 1 && label <= classes)) {
            return "They seem to be counted from 1: subtract 1. ";
        }
        for (double factor : FACTORS) {
            boolean fits = Arrays.stream(labels)
                    .map(label -> label * factor)
                    .allMatch(label -> whole(label) && label >= 0 && label < classes);
            if (fits) {
                return "Multiplied by %s they are class numbers: they seem to have been divided like the features. "
                        .formatted(Numbers.count((long) factor));
            }
        }
        return "";
    }

    /** Two values that are not 0 and 1, where the loss takes probabilities. */
    private static Optional<Finding> twoValues(Output output, double[] labels) {
        double least = least(labels);
        double largest = largest(labels);
        boolean two = least < largest && Arrays.stream(labels).allMatch(label -> label == least || label == largest);
        if (!two
                || Math.abs(least) < ROUNDING && Math.abs(largest - 1) < ROUNDING
                || smoothed(least, largest, output)) {
            return Optional.empty();
        }
        return Optional.of(finding(
                output,
                "The labels are %s and %s; the loss %s takes 0 and 1."
                        .formatted(
                                Numbers.text(least),
                                Numbers.text(largest),
                                output.loss().getClass().getSimpleName().replaceFirst("^Loss", "")),
                "Replace %s by 0 and %s by 1.".formatted(Numbers.text(least), Numbers.text(largest)),
                1));
    }

    /** Label smoothing: a little less than 1, a little more than 0; under softmax, a row still sums to 1. */
    private static boolean smoothed(double least, double largest, Output output) {
        boolean softmax = output.activation() instanceof ActivationSoftmax;
        double sum = largest + (output.width() - 1) * least;
        return least >= 0 && largest <= 1 && largest > 0.5 && (!softmax || Math.abs(sum - 1) < 1e-3);
    }

    private static boolean whole(double label) {
        return Math.abs(label - Math.rint(label)) < ROUNDING;
    }

    private static double least(double[] labels) {
        return DoubleStream.of(labels).min().orElse(0);
    }

    private static double largest(double[] labels) {
        return DoubleStream.of(labels).max().orElse(0);
    }

    private static Finding finding(Output output, String symptom, String explanation, double share) {
        return Finding.ofLayer(
                Cause.WRONG_LABELS,
                Severity.SEVERE,
                Confidence.CERTAIN,
                output.layer(),
                symptom,
                explanation,
                Map.of("share of unfit labels", share));
    }
}
