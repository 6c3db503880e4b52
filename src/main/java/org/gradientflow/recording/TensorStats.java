package org.gradientflow.recording;

import org.deeplearning4j.ui.model.stats.api.Histogram;
import org.gradientflow.model.Doubles;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The statistics of one array that DL4J's training UI shows, computed in plain Java: for a small network, six native operations
 * per array cost more than the training step.
 *
 * <p>The numbers are those of DL4J's {@code StatsListener}: 20 equal bins from the least to the greatest value, and the
 * standard deviation of a sample (divided by n-1). Only the histogram of an array with NaN or infinities differs: DL4J counts
 * these in the first bin, and an infinite bound breaks the page; here the histogram counts the finite values only. The other
 * three numbers are not finite in both.
 */
record TensorStats(Histogram histogram, double mean, double stdev, double meanMagnitude) {

    /** As DL4J's {@code StatsListener} by default. */
    static final int BINS = 20;

    static TensorStats of(INDArray array) {
        return of(Doubles.of(array), array.dataType() == DataType.FLOAT);
    }

    private static TensorStats of(double[] values, boolean single) {
        double sum = 0;
        double magnitude = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            sum += v;
            magnitude += Math.abs(v);
            if (Double.isFinite(v)) {
                min = Math.min(min, v);
                max = Math.max(max, v);
            }
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double v : values) {
            squares += (v - mean) * (v - mean);
        }
        // DL4J gives 0 for a single value, not 0/0.
        double stdev = values.length == 1 ? squares : Math.sqrt(squares / (values.length - 1));
        return new TensorStats(histogram(values, single, min, max), mean, stdev, magnitude / values.length);
    }

    private static Histogram histogram(double[] values, boolean single, double min, double max) {
        int[] counts = new int[BINS];
        if (min > max) {
            return new Histogram(0, 0, BINS, counts); // no finite value; a NaN here would break the page's JSON
        }
        double exact = (max - min) / BINS;
        double width = single ? (float) exact : exact; // in float32 for a float32 array, like the native operation
        for (double v : values) {
            if (Double.isFinite(v)) {
                int bin = (int) ((v - min) / width); // 0/0, when all are equal, becomes 0
                counts[Math.min(Math.max(bin, 0), BINS - 1)]++;
            }
        }
        return new Histogram(min, max, BINS, counts);
    }
}
