package org.gradientflow.diagnosis.loss;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.gradientflow.model.FlatRows;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Which of a batch's labels count, and how much: DL4J multiplies the loss of each by its mask.
 *
 * @param weights {@code [rows, columns]}, time steps and pixels as rows
 * @param kept rows of which any label counts
 * @param columnsLast how the labels stand: see {@link Output}
 */
public record LabelMask(INDArray weights, int[] kept, boolean columnsLast) {
    /**
     * A mask as DL4J spreads it: what it has one of, counts for all.
     *
     * @param labels as the data set has them, rank 2 to 5
     * @param mask of the labels, or null; one value a row, a time step, a pixel or an output
     * @param columnsLast how both stand: see {@link Output}
     * @return the mask
     * @throws IllegalArgumentException for a mask that has no value for each label
     */
    public static LabelMask of(INDArray labels, INDArray mask, boolean columnsLast) {
        if (mask == null || mask.isEmpty()) {
            INDArray ones =
                    Nd4j.ones(DataType.DOUBLE, FlatRows.of(labels, columnsLast).shape());
            return new LabelMask(ones, IntStream.range(0, ones.rows()).toArray(), columnsLast);
        }
        INDArray weights =
                FlatRows.of(spread(mask, labels, columnsLast), columnsLast).castTo(DataType.DOUBLE);
        return new LabelMask(
                weights, indices(weights.neq(0).castTo(DataType.DOUBLE).max(1)), columnsLast);
    }

    /**
     * The mask of all labels of an output.
     *
     * @param copy of the network, which is asked for the features' masks
     * @param data all of it
     * @param output the output
     * @return the mask
     */
    public static LabelMask of(Subject copy, TrainingData data, Output output) {
        return of(data.labels().get(output.index()), output.mask(copy, data.toMultiDataSet()), output.columnsLast());
    }

    /** Whether every label counts. */
    public boolean whole() {
        return weights.all();
    }

    /** 1 for each label if it counts, else 0; a row an example. */
    public INDArray perExample(long examples) {
        return weights.neq(0).castTo(DataType.DOUBLE).reshape('c', examples, weights.length() / examples);
    }

    /**
     * All labels, a row an example; those that do not count stand at the mean of their column's others, where they tell nothing.
     */
    public INDArray levelled(INDArray labels) {
        long examples = labels.size(0);
        INDArray level = FlatRows.of(labels, columnsLast)
                .castTo(DataType.DOUBLE)
                .reshape('c', examples, labels.length() / examples);
        if (whole()) {
            return level;
        }
        INDArray counts = perExample(examples);
        for (long column = 0; column < level.columns(); column++) {
            double mean = 0;
            int[] counted = indices(counts.getColumn(column));
            for (int row : counted) {
                mean += level.getDouble(row, column) / counted.length;
            }
            for (long row = 0; row < examples; row++) {
                if (counts.getDouble(row, column) == 0) {
                    level.putScalar(row, column, mean);
                }
            }
        }
        return level;
    }

    private static INDArray spread(INDArray mask, INDArray labels, boolean columnsLast) {
        if (columnsLast && labels.rank() == 3 && mask.rank() == 3) {
            // DL4J reads a mask of single outputs with the columns second, in whatever format the labels are.
            return spread(mask.permute(0, 2, 1), labels, 2);
        }
        return spread(mask, labels, columnsLast ? labels.rank() - 1 : 1);
    }

    private static INDArray spread(INDArray mask, INDArray labels, int columns) {
        long[] all = labels.shape();
        long[] shape = mask.shape().clone();
        if (all.length > 2 && shape.length == all.length - 1) {
            // A value for each time step or pixel, and none for columns.
            shape = LongStream.concat(
                            LongStream.concat(Arrays.stream(shape, 0, columns), LongStream.of(1)),
                            Arrays.stream(shape, columns, shape.length))
                    .toArray();
        } else if (all.length > 3 && shape.length == 2 && shape[1] == 1) {
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
        INDArray rows = FlatRows.of(array, columnsLast).castTo(DataType.DOUBLE);
        // ND4J has no empty choice of a vector's rows.
        return kept.length == 0
                ? Nd4j.create(DataType.DOUBLE, 0, rows.columns())
                : kept.length == rows.rows() ? rows : FlatRows.select(rows, kept);
    }

    /** 1 for each label of the rows that are kept if it counts, else 0. */
    INDArray counts() {
        INDArray counts = rows(weights);
        // ND4J compares no empty arrays.
        return counts.isEmpty() ? counts : counts.neq(0).castTo(DataType.DOUBLE);
    }

    /**
     * Labels of the rows that are kept; in place of those that do not count, where anything may stand, those of their column
     * that do, in turn, so that none is made more frequent. A column without any has the first of all.
     */
    INDArray known(INDArray labels) {
        INDArray known = rows(labels);
        if (known.isEmpty() || whole()) {
            return known;
        }
        INDArray counts = counts();
        double any = Double.NaN;
        for (long column = known.columns() - 1; column >= 0; column--) {
            int[] counted = indices(counts.getColumn(column));
            any = counted.length > 0 ? known.getDouble(counted[0], column) : any;
        }
        for (long column = 0; column < known.columns(); column++) {
            int[] counted = indices(counts.getColumn(column));
            int next = 0;
            for (long row = 0; row < known.rows(); row++) {
                if (counts.getDouble(row, column) == 0) {
                    known.putScalar(
                            row,
                            column,
                            counted.length == 0 ? any : known.getDouble(counted[next++ % counted.length], column));
                }
            }
        }
        return known;
    }

    /** Where a vector is not 0. */
    public static int[] indices(INDArray vector) {
        return IntStream.range(0, (int) vector.length())
                .filter(i -> vector.getDouble(i) != 0)
                .toArray();
    }
}
