package org.gradientflow.benchmark.models;

import org.deeplearning4j.nn.api.Model;
import org.gradientflow.network.ReconstructionLoss;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well a trained network predicts, independent of its loss: 1 is perfect, and 0 is as good as the best constant.
 */
public final class Skill {
    private Skill() {}

    /**
     * R squared for numbers, and for classes the mean share of rows found, over the classes, scaled so that guessing is 0.
     *
     * @param network trained
     * @param model with the labels
     * @param task whether labels are classes
     * @return at most 1; -1 for anything worse, and for what is not finite
     */
    static double of(Model network, BenchmarkModel model, Task task) {
        INDArray output = flat(Training.output(network, model.data().getFeatures()));
        INDArray labels = flat(model.data().getLabels());
        if (task.loss() instanceof ReconstructionLoss) {
            output.muli(ReconstructionLoss.ESTIMATE_FACTOR);
        }
        double skill = task.classification() ? recall(output, labels) : explained(output, labels);
        return Double.isFinite(skill) ? Math.max(-1, skill) : -1;
    }

    /**
     * The same for labels without a {@link Task}: what they are is seen on them. One column of 0 and 1, or rows with one 1 each,
     * are classes; several columns of 0 and 1 are as many yes-or-no questions, whose mean counts; all others are numbers.
     *
     * @param output of a network
     * @param labels of the same rows
     * @return at most 1; -1 for anything worse, and for what is not finite
     */
    public static double of(INDArray output, INDArray labels) {
        INDArray outputs = flat(output);
        INDArray expected = flat(labels);
        double skill = binary(expected) ? classSkill(outputs, expected) : explained(outputs, expected);
        return Double.isFinite(skill) ? Math.max(-1, skill) : -1;
    }

    private static double classSkill(INDArray outputs, INDArray labels) {
        boolean oneEach = labels.columns() == 1
                || labels.sum(1).neq(1).castTo(DataType.INT32).sumNumber().intValue() == 0;
        if (oneEach) {
            return recall(outputs, labels);
        }
        double sum = 0;
        for (int column = 0; column < labels.columns(); column++) {
            sum += recall(
                    outputs.getColumn(column, true).dup('c'),
                    labels.getColumn(column, true).dup('c'));
        }
        return sum / labels.columns();
    }

    private static boolean binary(INDArray labels) {
        return labels.neq(0).castTo(DataType.INT32).sumNumber().intValue()
                == labels.eq(1).castTo(DataType.INT32).sumNumber().intValue();
    }

    /**
     * What other tools call accuracy.
     *
     * @param output of the network for all of the model's data
     * @param model with the labels
     * @return share of rows right where labels are 0 and 1, else R squared, at least 0
     */
    public static double accuracy(INDArray output, BenchmarkModel model) {
        INDArray outputs = flat(output);
        INDArray labels = flat(model.data().getLabels());
        if (!binary(labels)) {
            double explained = explained(outputs, labels);
            return explained > 0 ? explained : 0;
        }
        int right = 0;
        for (int row = 0; row < labels.rows(); row++) {
            if (type(outputs, row) == type(labels, row)) {
                right++;
            }
        }
        return right / (double) labels.rows();
    }

    /** Time steps as rows. */
    private static INDArray flat(INDArray array) {
        INDArray doubles = array.castTo(DataType.DOUBLE);
        return doubles.rank() == 2
                ? doubles
                : doubles.permute(0, 2, 1).dup('c').reshape('c', doubles.size(0) * doubles.size(2), doubles.size(1));
    }

    private static double explained(INDArray output, INDArray labels) {
        INDArray centred = labels.subRowVector(labels.mean(0));
        return 1 - squares(output.sub(labels)) / squares(centred);
    }

    private static double squares(INDArray array) {
        return array.mul(array).sumNumber().doubleValue();
    }

    private static double recall(INDArray output, INDArray labels) {
        if (!Double.isFinite(output.sumNumber().doubleValue())) {
            return Double.NaN;
        }
        int classes = Math.max(2, labels.columns());
        int[] rows = new int[classes];
        int[] found = new int[classes];
        for (int row = 0; row < labels.rows(); row++) {
            int expected = type(labels, row);
            rows[expected]++;
            if (type(output, row) == expected) {
                found[expected]++;
            }
        }
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += found[i] / (double) rows[i];
        }
        return (sum / classes - 1.0 / classes) / (1 - 1.0 / classes);
    }

    private static int type(INDArray array, int row) {
        return array.columns() == 1
                ? (array.getDouble(row, 0) > 0.5 ? 1 : 0)
                : array.getRow(row).argMax().getInt(0);
    }
}
