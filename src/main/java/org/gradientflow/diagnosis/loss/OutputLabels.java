package org.gradientflow.diagnosis.loss;

import java.util.List;
import java.util.Random;
import org.gradientflow.model.Subject;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The labels of one output as rows, with its loss and gradient for any pre-output.
 *
 * <p>Everything is float64: a loss near its least value is a difference of nearly equal numbers.
 *
 * @param output whose loss it is
 * @param labels {@code [rows, columns]}; time steps and pixels as rows; masked rows left out, and no masked label among them
 * @param mask weights of the rows, {@code [rows, 1]}, or of single outputs, of the labels' shape; null where all are 1
 * @param divisor of the summed loss: the batch's rows, or 1 where DL4J does not average
 */
public record OutputLabels(Output output, INDArray labels, INDArray mask, double divisor) {
    /**
     * The rows of one batch.
     *
     * @param output of the network
     * @param labels as the data set has them, rank 2 to 5
     * @param mask of the labels, or null. A row is kept where any of its outputs is
     * @return rows of rank 2
     * @throws IllegalArgumentException for a mask that has no value for each label
     */
    public static OutputLabels of(Output output, INDArray labels, INDArray mask) {
        LabelMask counted = LabelMask.of(labels, mask, output.columnsLast());
        return new OutputLabels(
                output,
                counted.known(labels),
                least(counted.rows(counted.weights())),
                output.averaged() ? labels.size(0) : 1);
    }

    /**
     * The rows of all batches that have any.
     *
     * @param subject whose output it is
     * @param output of the network
     * @param batches with labels, and perhaps masks
     * @return a batch's rows each; none where everything is masked
     */
    public static List<OutputLabels> of(Subject subject, Output output, List<MultiDataSet> batches) {
        return batches.stream()
                .map(batch -> of(output, batch.getLabels(output.index()), output.mask(subject, batch)))
                .filter(rows -> rows.rows() > 0)
                .toList();
    }

    /** The rows of all batches as one batch. */
    public static OutputLabels joined(List<OutputLabels> batches) {
        return new OutputLabels(
                batches.get(0).output,
                Nd4j.vstack(batches.stream().map(OutputLabels::labels).toList()),
                least(Nd4j.vstack(batches.stream().map(OutputLabels::weights).toList())),
                batches.get(0).divisor);
    }

    /** As small a mask as says the same: some losses take none of single outputs. */
    private static INDArray least(INDArray weights) {
        if (weights.isEmpty()) {
            return null;
        }
        INDArray first = weights.getColumn(0, true).dup();
        if (!weights.eq(first.broadcast(weights.shape())).all()) {
            return weights;
        }
        return first.minNumber().doubleValue() == 1 && first.maxNumber().doubleValue() == 1 ? null : first;
    }

    /** The mask, of the labels' shape. */
    public INDArray weights() {
        return mask == null
                ? Nd4j.ones(DataType.DOUBLE, labels.shape())
                : mask.columns() == labels.columns() ? mask : mask.broadcast(labels.shape());
    }

    public long rows() {
        return labels.size(0);
    }

    /** Columns of the pre-output. */
    public long columns() {
        return output.width() > 0 ? output.width() : labels.size(1);
    }

    /** The loss as DL4J would report it, of outputs before the activation. */
    public double loss(INDArray preOutput) {
        return output.loss().computeScore(labels, preOutput.dup(), output.activation(), mask, false) / divisor;
    }

    /** The loss's derivative by the pre-output, summed as DL4J does, not divided. */
    INDArray gradient(INDArray preOutput) {
        if (mask != null && mask.length() == 1) {
            // Cross-entropy with softmax takes a mask of rows, but one of a single row for one of outputs.
            return output.loss()
                    .computeGradient(labels, preOutput.dup(), output.activation(), null)
                    .mul(mask.getDouble(0));
        }
        return output.loss().computeGradient(labels, preOutput.dup(), output.activation(), mask);
    }

    INDArray activated(INDArray preOutput) {
        return output.activation().getActivation(preOutput.dup(), false);
    }

    /** The same rows with other labels, which all count. */
    OutputLabels with(INDArray other) {
        return new OutputLabels(output, other, null, divisor);
    }

    /** Normally distributed pre-outputs. */
    INDArray random(Random random, double spread) {
        INDArray array = Nd4j.create(DataType.DOUBLE, rows(), columns());
        for (long row = 0; row < rows(); row++) {
            for (long column = 0; column < columns(); column++) {
                array.putScalar(row, column, spread * random.nextGaussian());
            }
        }
        return array;
    }
}
