package org.gradientflow.observation;

import org.gradientflow.model.Moments;

/**
 * Statistics of an array's elements. NaN and infinity are not hidden: where there is one, norm, mean, deviation and maximum are
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
    /** Statistics of no elements. */
    public static final Statistics NONE = of(new double[0]);

    /**
     * Statistics of an array.
     *
     * @param values any number of them
     * @return their statistics, accumulated in double precision
     */
    public static Statistics of(double[] values) {
        return of(values, Clipping.NONE);
    }

    /** Statistics of the elements after clipping. One pass: reading an array of millions is most of what this costs. */
    static Statistics of(double[] values, Clipping clipping) {
        double sum = 0;
        double squares = 0;
        double maxAbs = 0;
        Moments moments = new Moments();
        int zeros = 0;
        int[] octaves = new int[2 * Histogram.EXPONENTS];
        for (double element : values) {
            double value = clipping == Clipping.NONE ? element : clipping.apply(element);
            sum += value;
            squares += value * value;
            moments.add(value);
            maxAbs = Math.max(maxAbs, Math.abs(value)); // NaN stays NaN
            zeros += value == 0 ? 1 : 0;
            octaves[Histogram.place(value)]++;
        }
        double some = Math.max(1, values.length);
        return new Statistics(
                values.length,
                Math.sqrt(squares),
                sum / some,
                moments.deviation(),
                maxAbs,
                zeros / some,
                Histogram.nonFinite(octaves) / some,
                Histogram.of(octaves));
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
