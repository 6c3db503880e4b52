package org.gradientflow.report.data;

/**
 * Numbers over steps.
 *
 * @param steps ascending
 * @param values one for each step
 */
public record Series(double[] steps, double[] values) {
    /**
     * Whether the series is empty.
     *
     * @return true if there is no step
     */
    public boolean isEmpty() {
        return steps.length == 0;
    }

    /**
     * The value at a step.
     *
     * @param step to look for
     * @return NaN if the step was not recorded
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
