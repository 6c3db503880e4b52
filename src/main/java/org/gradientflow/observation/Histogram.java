package org.gradientflow.observation;

import java.util.Arrays;
import java.util.Objects;

/**
 * Counts by sign and magnitude: one bin an octave, [2^k, 2^(k+1)), so that gradients of 1e-9 and of 10 show in one picture and
 * no range has to be known beforehand. Numbers below 2^{@value #LOWEST} in magnitude count as zero, those beyond the highest
 * octave of float32 into it; NaN and infinity are not counted. Only the octaves between the smallest and the largest number are
 * kept: they are few.
 *
 * @param exponent k of the first bin
 * @param negative counts of the octaves k, k + 1, ... of numbers below zero
 * @param zero the count of zeros
 * @param positive as {@code negative}, of numbers above zero; of the same length
 */
public record Histogram(int exponent, int[] negative, int zero, int[] positive) {
    /** The exponent of the smallest octave: below it float32 has no normal numbers. */
    public static final int LOWEST = -126;

    /** Up to the largest float32. */
    private static final int HIGHEST = 127;

    /** Places for one sign while counting: zero, the octaves, and NaN or infinity. */
    static final int EXPONENTS = 256;

    private static final int NOT_FINITE = EXPONENTS - 1;

    /** A double's bits: its exponent is stored with this added, and NaN and infinity have the largest. */
    private static final int BIAS = Double.MAX_EXPONENT;

    private static final int BEYOND = 2 * BIAS + 1;

    /**
     * Refuses arrays of different lengths.
     *
     * @param exponent of the lowest octave that is counted
     * @param negative counts of the octaves from there on, of numbers below zero
     * @param zero the count of zeros
     * @param positive as {@code negative}, of numbers above zero
     */
    public Histogram {
        if (negative.length != positive.length) {
            throw new IllegalArgumentException(
                    "expected as many octaves below zero as above, got " + negative.length + " and " + positive.length);
        }
    }

    /** Where a number is counted; without a branch, as signs and magnitudes follow no order. */
    static int place(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> 52) & BEYOND;
        int octave = Math.max(0, Math.min(HIGHEST - LOWEST + 1, exponent - BIAS - LOWEST + 1));
        int place = exponent == BEYOND ? NOT_FINITE : octave;
        return (int) (bits >>> 63) * EXPONENTS + place;
    }

    static int nonFinite(int[] places) {
        return places[NOT_FINITE] + places[EXPONENTS + NOT_FINITE];
    }

    /** From the counts of each {@link #place}. */
    static Histogram of(int[] places) {
        int from = 1;
        int to = NOT_FINITE;
        while (from < to && places[from] == 0 && places[EXPONENTS + from] == 0) {
            from++;
        }
        while (to > from && places[to - 1] == 0 && places[EXPONENTS + to - 1] == 0) {
            to--;
        }
        return new Histogram(
                LOWEST + from - 1,
                Arrays.copyOfRange(places, EXPONENTS + from, EXPONENTS + to),
                places[0] + places[EXPONENTS],
                Arrays.copyOfRange(places, from, to));
    }

    /**
     * The number of finite elements.
     *
     * @return the sum of all bins
     */
    public long count() {
        return Arrays.stream(negative).asLongStream().sum()
                + zero
                + Arrays.stream(positive).asLongStream().sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that
                && exponent == that.exponent
                && zero == that.zero
                && Arrays.equals(negative, that.negative)
                && Arrays.equals(positive, that.positive);
    }

    @Override
    public int hashCode() {
        return Objects.hash(exponent, Arrays.hashCode(negative), zero, Arrays.hashCode(positive));
    }

    @Override
    public String toString() {
        return "Histogram of " + count() + " numbers";
    }
}
