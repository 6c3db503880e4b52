package org.gradientflow.observation;

import java.util.Arrays;

/**
 * Counts by sign and magnitude: one bin an octave, [2^k, 2^(k+1)), so that gradients of 1e-9 and of 10 show in one picture and
 * no range has to be known beforehand. Numbers below 2^{@value #LOWEST} in magnitude count as zero, those beyond the highest
 * octave into it; NaN and infinity are not counted.
 *
 * @param negative counts of the octaves from 2^{@value #LOWEST} on, of numbers below zero; {@value #OCTAVES} long
 * @param zero the count of zeros
 * @param positive as {@code negative}, of numbers above zero
 */
public record Histogram(long[] negative, long zero, long[] positive) {
    /** The exponent of the smallest octave: below it float32 has no normal numbers. */
    public static final int LOWEST = -126;

    /** Up to the largest float32. */
    public static final int OCTAVES = 254;

    /**
     * Refuses arrays of another length.
     *
     * @param negative counts of the octaves from 2^{@value #LOWEST} on, of numbers below zero; {@value #OCTAVES} long
     * @param zero the count of zeros
     * @param positive as {@code negative}, of numbers above zero
     */
    public Histogram {
        if (negative.length != OCTAVES || positive.length != OCTAVES) {
            throw new IllegalArgumentException(
                    "expected " + OCTAVES + " octaves, got " + negative.length + " and " + positive.length);
        }
    }

    /**
     * The octave of a number.
     *
     * @param magnitude above zero
     * @return the index into {@link #negative} or {@link #positive}; negative for what counts as zero
     */
    static int octave(double magnitude) {
        return Math.min(Math.getExponent(magnitude) - LOWEST, OCTAVES - 1);
    }

    /**
     * The number of finite elements.
     *
     * @return the sum of all bins
     */
    public long count() {
        return Arrays.stream(negative).sum() + zero + Arrays.stream(positive).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that
                && zero == that.zero
                && Arrays.equals(negative, that.negative)
                && Arrays.equals(positive, that.positive);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(zero) + Arrays.hashCode(negative)) + Arrays.hashCode(positive);
    }

    @Override
    public String toString() {
        return "Histogram of " + count() + " numbers";
    }
}
