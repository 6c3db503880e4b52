package org.gradientflow.report.data;

/**
 * Numbers over steps.
 *
 * @param steps ascending
 * @param values one for each
 */
public record Series(double[] steps, double[] values) {
    /**
     * Whether there is nothing.
     *
     * @return true without any step
     */
    public boolean isEmpty() {
        return steps.length == 0;
    }

    /**
     * The number at a step.
     *
     * @param step to look for
     * @return NaN where it was not recorded
     */
    public double at(int step) {
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] == step) {
                return values[i];
            }
        }
        return Double.NaN;
    }
}
