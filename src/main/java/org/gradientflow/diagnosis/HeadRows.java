package org.gradientflow.diagnosis;

import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a head's loss is asked about: labels as rows, and its score and gradient for any pre-output.
 *
 * <p>Everything is float64: a loss near its least value is a difference of nearly equal numbers.
 *
 * @param head whose loss it is
 * @param labels {@code [rows, columns]}; time steps and pixels as rows; masked rows left out
 * @param mask of single outputs, of the labels' shape; null where every output of these rows counts
 * @param divisor of the summed loss: the batch's rows, or 1 where DL4J does not average
 */
record HeadRows(Head head, INDArray labels, INDArray mask, double divisor) {
    /**
     * The rows of one batch.
     *
     * @param head of the network
     * @param labels as the data set has them, rank 2 to 5
     * @param mask of the labels, or null; one value a row, a time step or an output. A row is kept where any of its outputs is
     * @return rows of rank 2
     */
    static HeadRows of(Head head, INDArray labels, INDArray mask) {
        INDArray rows = flat(labels).castTo(DataType.DOUBLE);
        HeadRows all = new HeadRows(head, rows, null, head.averaged() ? labels.size(0) : 1);
        if (mask == null || mask.length() == 0 || rows.rows() == 0) {
            return all;
        }
        if (mask.rank() == labels.rank()) {
            return all.masked(flat(mask).castTo(DataType.DOUBLE));
        }
        return mask.rank() == 2 && mask.length() == rows.rows()
                ? all.with(chosen(rows, indices(mask.dup('c').reshape(mask.length()))))
                : all;
    }

    /** With a mask of single outputs, or of one value a row. */
    private HeadRows masked(INDArray flags) {
        int[] kept = indices(flags.max(1));
        INDArray counted = chosen(flags, kept);
        boolean whole = counted.columns() != labels.columns()
                || counted.isEmpty()
                || counted.minNumber().doubleValue() == 1 && counted.maxNumber().doubleValue() == 1;
        return new HeadRows(head, chosen(labels, kept), whole ? null : counted, divisor);
    }

    /** ND4J has no empty choice of a vector's rows. */
    private static INDArray chosen(INDArray array, int[] kept) {
        return kept.length == 0 ? Nd4j.create(DataType.DOUBLE, 0, array.columns()) : array.getRows(kept);
    }

    /** Where a vector of flags is not 0. */
    static int[] indices(INDArray kept) {
        return IntStream.range(0, (int) kept.length())
                .filter(row -> kept.getDouble(row) != 0)
                .toArray();
    }

    /** 1 where an output of these rows counts, else 0; of the labels' shape. */
    INDArray counted() {
        return mask == null ? Nd4j.onesLike(labels) : mask;
    }

    /** Time steps and pixels as rows: DL4J's own layout has the columns second. */
    static INDArray flat(INDArray array) {
        return switch (array.rank()) {
            case 0, 1 -> array.reshape(array.length(), 1);
            case 2 -> array.dup('c');
            case 3 -> array.permute(0, 2, 1).dup('c').reshape('c', array.size(0) * array.size(2), array.size(1));
            case 4 ->
                array.permute(0, 2, 3, 1)
                        .dup('c')
                        .reshape('c', array.size(0) * array.size(2) * array.size(3), array.size(1));
            default ->
                array.permute(0, 2, 3, 4, 1).dup('c').reshape('c', array.length() / array.size(1), array.size(1));
        };
    }

    long rows() {
        return labels.size(0);
    }

    /** Columns of the pre-output. */
    long columns() {
        return head.width() > 0 ? head.width() : labels.size(1);
    }

    /** The loss as DL4J would report it, of outputs before the activation. */
    double loss(INDArray preOutput) {
        return head.loss().computeScore(labels, preOutput.dup(), head.activation(), mask, false) / divisor;
    }

    /** The loss's derivative by the pre-output, summed as DL4J does, not divided. */
    INDArray gradient(INDArray preOutput) {
        return head.loss().computeGradient(labels, preOutput.dup(), head.activation(), mask);
    }

    INDArray activated(INDArray preOutput) {
        return head.activation().getActivation(preOutput.dup(), false);
    }

    /** The same rows with other labels. */
    HeadRows with(INDArray other) {
        return new HeadRows(head, other, mask, divisor);
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
