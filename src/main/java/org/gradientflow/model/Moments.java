package org.gradientflow.model;

/**
 * Internal: mean and standard deviation of numbers that come one by one, in one pass. Sums are taken around the first number: the
 * difference of two large sums would lose a small deviation around a large mean.
 */
public final class Moments {
    private long count;
    private double shift;
    private double sum;
    private double squares;

    public void add(double value) {
        if (count++ == 0) {
            shift = value;
        }
        double deviation = value - shift;
        sum += deviation;
        squares += deviation * deviation;
    }

    public long count() {
        return count;
    }

    /** NaN where a number was; 0 of none. */
    public double mean() {
        return shift + sum / Math.max(1, count);
    }

    /** The standard deviation of the numbers as the whole population; NaN where one was, 0 of none. */
    public double deviation() {
        double some = Math.max(1, count);
        double mean = sum / some;
        return Math.sqrt(Math.max(0, squares / some - mean * mean)); // NaN stays NaN
    }
}
