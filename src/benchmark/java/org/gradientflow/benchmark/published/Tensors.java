package org.gradientflow.benchmark.published;

/** Reductions that several rules use. */
final class Tensors {
    private Tensors() {}

    static double meanAbsolute(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += Math.abs(value);
        }
        return sum / values.length;
    }

    static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    /** Divided by n - 1, as {@code numpy.var(ddof=1)}. */
    static double variance(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value / (double) values.length;
        }
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / Math.max(1, values.length - 1);
    }

    static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** Share of the values that a condition holds for. */
    static double share(float[] values, Condition condition) {
        int count = 0;
        for (float value : values) {
            if (condition.holds(value)) {
                count++;
            }
        }
        return count / (double) values.length;
    }

    /** A condition on one value. */
    @FunctionalInterface
    interface Condition {
        boolean holds(float value);
    }
}
