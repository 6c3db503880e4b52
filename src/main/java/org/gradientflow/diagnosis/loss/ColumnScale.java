package org.gradientflow.diagnosis.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.FlatRows;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The scale of an array's columns; the columns of images and sequences are their channels.
 *
 * @param offset largest distance of a column's mean from 0
 * @param largest deviation of a column
 * @param smallest deviation of a column that is not constant; 0 where all are
 */
public record ColumnScale(double offset, double largest, double smallest) {
    /** Largest mean or standard deviation of a column. */
    private static final double LARGE = 20;

    /** Largest standard deviation, at least. */
    private static final double SMALL = 0.02;

    /** Pixels of 0 to 255 have a deviation above 50. */
    private static final double EXTREME = 50;

    public static ColumnScale of(INDArray array) {
        return of(Columns.of(array));
    }

    /** The scale of the numbers that the mask leaves. */
    public static ColumnScale of(INDArray array, LabelMask counted) {
        return of(Columns.of(array, counted));
    }

    private static ColumnScale of(Columns columns) {
        double offset = 0;
        double largest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < columns.means.length; i++) {
            double deviation = columns.deviations[i];
            offset = Math.max(offset, Math.abs(columns.means[i]));
            largest = Math.max(largest, deviation);
            smallest = deviation > 0 ? Math.min(smallest, deviation) : smallest;
        }
        return new ColumnScale(offset, largest, largest > 0 ? smallest : 0);
    }

    /**
     * Whether a mean or a deviation is far from 0 and 1. LeCun et al., "Efficient BackProp" (1998), 4.3, advise mean 0 and deviation
     * 1; the bounds themselves are chosen, not fitted.
     */
    public boolean far() {
        return offset >= LARGE || largest >= LARGE || largest <= SMALL && largest != 0;
    }

    /** Whether a mean or a deviation is so large that standardising counts even where the network learns something. */
    public boolean extreme() {
        return Math.max(offset, largest) >= EXTREME;
    }

    /** The scale of the worst column of several arrays. */
    public static ColumnScale worst(List<ColumnScale> scales) {
        return new ColumnScale(
                scales.stream().mapToDouble(ColumnScale::offset).max().orElse(0),
                scales.stream().mapToDouble(ColumnScale::largest).max().orElse(1),
                scales.stream().mapToDouble(ColumnScale::smallest).min().orElse(1));
    }

    /** The same numbers with mean 0 and deviation 1 in each column; constant columns 0. */
    public static INDArray standardised(INDArray array) {
        // A constant less its mean is not 0 where the mean is rounded; divided by infinity it is.
        return Columns.of(array).standardised(array, 1, Double.POSITIVE_INFINITY);
    }

    /** By the mean and the deviation of the numbers that count; the others are moved with them. */
    public static INDArray standardised(INDArray array, LabelMask counted) {
        return Columns.of(array, counted).standardised(array, counted.columnsLast() ? array.rank() - 1 : 1, 1);
    }

    /** A data set whose features are standardised. */
    public static TrainingData standardisedFeatures(TrainingData data) {
        return new TrainingData(
                data.features().stream().map(ColumnScale::standardised).toList(),
                data.labels(),
                data.featureMasks(),
                data.labelMasks());
    }

    /** A data set whose labels are standardised by those that are not masked; outputs without a loss of rows keep theirs. */
    public static TrainingData standardisedLabels(Subject copy, TrainingData data) {
        List<INDArray> labels = new ArrayList<>(data.labels());
        for (Output output : Output.of(copy)) {
            labels.set(output.index(), standardised(labels.get(output.index()), LabelMask.of(copy, data, output)));
        }
        return new TrainingData(data.features(), labels, data.featureMasks(), data.labelMasks());
    }

    private record Columns(double[] means, double[] deviations) {
        /**
         * Rounding, as a share of the column's mean or of the largest deviation: a column of one number has no deviation, and what
         * arithmetic on other columns left in an empty one is none.
         */
        private static final double NOTHING = 1e-12;

        public static Columns of(INDArray array) {
            INDArray rows = FlatRows.of(array, false).castTo(DataType.DOUBLE);
            return of(rows.mean(0), rows.std(false, 0));
        }

        public static Columns of(INDArray array, LabelMask counted) {
            INDArray rows = counted.known(array);
            if (counted.whole()) {
                return of(rows.mean(0), rows.std(false, 0));
            }
            INDArray counts = counted.counts();
            if (counts.isEmpty()) {
                return new Columns(new double[rows.columns()], new double[rows.columns()]);
            }
            INDArray number = Transforms.max(counts.sum(0), 1);
            INDArray mean = rows.mul(counts).sum(0).div(number);
            INDArray centred = rows.subRowVector(mean).mul(counts);
            return of(mean, Transforms.sqrt(centred.mul(centred).sum(0).div(number)));
        }

        private static Columns of(INDArray mean, INDArray deviation) {
            double[] means = Doubles.of(mean);
            double[] deviations = Doubles.of(deviation);
            double largest = Arrays.stream(deviations).max().orElse(0);
            for (int i = 0; i < means.length; i++) {
                deviations[i] = deviations[i] <= NOTHING * Math.max(largest, Math.abs(means[i])) ? 0 : deviations[i];
            }
            return new Columns(means, deviations);
        }

        public INDArray standardised(INDArray array, int dimension, double constants) {
            INDArray result = array.castTo(DataType.DOUBLE).dup('c');
            double[] divisors = Arrays.stream(deviations)
                    .map(one -> one > 0 ? one : constants)
                    .toArray();
            Broadcast.sub(result, Nd4j.createFromArray(means), result, dimension);
            Broadcast.div(result, Nd4j.createFromArray(divisors), result, dimension);
            return result.castTo(array.dataType());
        }
    }
}
