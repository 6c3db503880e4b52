package org.gradientflow.report.tensorboard;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.tensorflow.proto.HistogramProto;

/**
 * The histogram of {@code tf.summary.histogram}, as TensorFlow's {@code tensorflow/core/lib/histogram/histogram.cc} computes
 * it: limits that grow by a tenth from 1e-12 to 1e20 on both sides of zero, a run of empty buckets written as one.
 *
 * <p>TensorFlow refuses a tensor with NaN or infinity and ends the training. Here such elements are left out and counted, see
 * {@link TensorBoardLog}.
 */
final class TensorFlowHistogram {
    private static final double[] LIMITS = limits();

    private TensorFlowHistogram() {}

    /** Upper limits of the buckets, ascending: InitDefaultBuckets. */
    private static double[] limits() {
        DoubleStream.Builder positive = DoubleStream.builder();
        for (double limit = 1e-12; limit < 1e20; limit *= 1.1) {
            positive.add(limit);
        }
        double[] above = positive.add(Double.MAX_VALUE).build().toArray();
        double[] limits = new double[2 * above.length + 1];
        for (int i = 0; i < above.length; i++) {
            limits[above.length - 1 - i] = -above[i];
            limits[above.length + 1 + i] = above[i];
        }
        return limits;
    }

    /** The histogram of the finite values, summed in their order. */
    static HistogramProto of(float[] values) {
        double[] counts = new double[LIMITS.length];
        double min = Double.MAX_VALUE;
        double max = -Double.MAX_VALUE;
        double number = 0;
        double sum = 0;
        double sumOfSquares = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                counts[bucket(value)]++;
                min = Math.min(min, value);
                max = Math.max(max, value);
                number++;
                sum += value;
                sumOfSquares += (double) value * value;
            }
        }
        HistogramProto.Builder proto = HistogramProto.newBuilder()
                .setMin(min)
                .setMax(max)
                .setNum(number)
                .setSum(sum)
                .setSumSquares(sumOfSquares);
        encode(counts, proto);
        return proto.build();
    }

    /** The first bucket whose limit is above the value: {@code std::upper_bound}. */
    private static int bucket(double value) {
        // Minus zero sorts before zero in Java and is equal to it in C++.
        int found = Arrays.binarySearch(LIMITS, value + 0.0);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** EncodeToProto(proto, preserve_zero_buckets = false). */
    private static void encode(double[] counts, HistogramProto.Builder proto) {
        for (int i = 0; i < counts.length; i++) {
            double count = counts[i];
            if (count == 0) {
                while (i + 1 < counts.length && counts[i + 1] == 0) {
                    i++;
                }
            }
            proto.addBucketLimit(LIMITS[i]).addBucket(count);
        }
    }
}
