package org.gradientflow.diagnosis;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Which of a batch's labels count, and how much: DL4J multiplies the loss of each by its mask.
 *
 * @param weights {@code [rows, columns]}, time steps and pixels as rows
 * @param kept rows of which any label counts
 */
record LabelMask(INDArray weights, int[] kept) {
    /**
     * A mask as DL4J spreads it: what it has one of, counts for all.
     *
     * @param labels as the data set has them, rank 2 to 5
     * @param mask of the labels, or null; one value a row, a time step, a pixel or an output
     * @return the mask
     * @throws IllegalArgumentException for a mask that has no value for each label
     */
    static LabelMask of(INDArray labels, INDArray mask) {
        INDArray weights = mask == null || mask.isEmpty()
                ? Nd4j.ones(DataType.DOUBLE, HeadRows.flat(labels).shape())
                : HeadRows.flat(spread(mask, labels)).castTo(DataType.DOUBLE);
        return new LabelMask(
                weights, indices(weights.neq(0).castTo(DataType.DOUBLE).max(1)));
    }

    private static INDArray spread(INDArray mask, INDArray labels) {
        long[] all = labels.shape();
        long[] shape = mask.shape().clone();
        if (all.length > 2 && shape.length == all.length - 1) {
            // A value for each time step or pixel: the columns stand second.
            shape = LongStream.concat(LongStream.of(shape[0], 1), Arrays.stream(shape, 1, shape.length))
                    .toArray();
        } else if (all.length > 3 && shape.length == 2) {
            shape = Arrays.copyOf(shape, all.length);
            Arrays.fill(shape, 2, all.length, 1);
        }
        long[] own = shape;
        if (own.length != all.length || IntStream.range(0, all.length).anyMatch(i -> own[i] != 1 && own[i] != all[i])) {
            throw new IllegalArgumentException("expected a mask for labels of shape %s, got one of shape %s"
                    .formatted(Arrays.toString(all), Arrays.toString(mask.shape())));
        }
        return mask.dup('c').reshape('c', own).broadcast(all);
    }

    /** The rows that are kept. */
    INDArray rows(INDArray array) {
        INDArray rows = HeadRows.flat(array).castTo(DataType.DOUBLE);
        // ND4J has no empty choice of a vector's rows.
        return kept.length == 0
                ? Nd4j.create(DataType.DOUBLE, 0, rows.columns())
                : kept.length == rows.rows() ? rows : rows.getRows(kept);
    }

    /**
     * Labels of the rows that are kept; in place of one that does not count, where anything may stand, one of its column that
     * does, or where there is none the first of all.
     */
    INDArray known(INDArray labels) {
        INDArray known = rows(labels);
        INDArray counts = rows(weights);
        if (counts.isEmpty() || counts.neq(0).all()) {
            return known;
        }
        double any = Double.NaN;
        for (long column = known.columns() - 1; column >= 0; column--) {
            int[] counted = indices(counts.getColumn(column));
            any = counted.length > 0 ? known.getDouble(counted[0], column) : any;
        }
        for (long column = 0; column < known.columns(); column++) {
            int[] counted = indices(counts.getColumn(column));
            double one = counted.length > 0 ? known.getDouble(counted[0], column) : any;
            for (long row = 0; row < known.rows(); row++) {
                if (counts.getDouble(row, column) == 0) {
                    known.putScalar(row, column, one);
                }
            }
        }
        return known;
    }

    /** Where a vector is not 0. */
    static int[] indices(INDArray vector) {
        return IntStream.range(0, (int) vector.length())
                .filter(i -> vector.getDouble(i) != 0)
                .toArray();
    }
}
