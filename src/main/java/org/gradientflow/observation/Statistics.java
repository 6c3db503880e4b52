package org.gradientflow.observation;

/**
 * What an array's elements are like. NaN and infinity are not hidden: where there is one, norm, mean, deviation and maximum are
 * not finite either.
 *
 * @param count of elements; 0 where there is no such array, as a frozen layer has no gradient
 * @param norm Euclidean, the root of the sum of squares
 * @param mean of the elements
 * @param std their standard deviation, of the whole population
 * @param maxAbs the largest magnitude
 * @param zeroShare the share of elements that are exactly zero, 0 to 1
 * @param nonFiniteShare the share of elements that are NaN or infinite, 0 to 1
 * @param histogram of the finite elements
 */
public record Statistics(
        long count,
        double norm,
        double mean,
        double std,
        double maxAbs,
        double zeroShare,
        double nonFiniteShare,
        Histogram histogram) {
    /** Of no elements. */
    public static final Statistics NONE = of(new double[0]);

    /**
     * Of the elements of an array.
     *
     * @param values any number of them
     * @return their statistics, accumulated in double precision
     */
    public static Statistics of(double[] values) {
        double sum = 0;
        double squares = 0;
        double maxAbs = 0;
        long zeros = 0;
        long nonFinite = 0;
        long[] negative = new long[Histogram.OCTAVES];
        long[] positive = new long[Histogram.OCTAVES];
        long tiny = 0;
        for (double value : values) {
            sum += value;
            squares += value * value;
            double magnitude = Math.abs(value);
            maxAbs = Math.max(maxAbs, magnitude); // NaN stays NaN
            if (value == 0) {
                zeros++;
                tiny++;
            } else if (!Double.isFinite(value)) {
                nonFinite++;
            } else {
                int octave = Histogram.octave(magnitude);
                if (octave < 0) {
                    tiny++;
                } else {
                    (value < 0 ? negative : positive)[octave]++;
                }
            }
        }
        long count = values.length;
        double some = Math.max(1, count);
        double mean = sum / some;
        return new Statistics(
                count,
                Math.sqrt(squares),
                mean,
                Math.sqrt(squaredDeviations(values, mean) / some),
                maxAbs,
                zeros / some,
                nonFinite / some,
                new Histogram(negative, tiny, positive));
    }

    /** A second pass: the difference of two large sums would lose a small deviation around a large mean. */
    private static double squaredDeviations(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            double deviation = value - mean;
            sum += deviation * deviation;
        }
        return sum;
    }

    /**
     * The root of the mean square, which does not grow with the number of elements.
     *
     * @return norm / sqrt(count); 0 where there are no elements
     */
    public double rms() {
        return count == 0 ? 0 : norm / Math.sqrt(count);
    }

    /**
     * Whether every element is a number.
     *
     * @return true where none is NaN or infinite
     */
    public boolean isFinite() {
        return nonFiniteShare == 0;
    }
}
