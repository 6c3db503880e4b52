package org.gradientflow.sweep.compiled;

/** The parameters of all replicas, with the state of their updater. */
final class Variable {
    final float[] values;
    private final Kernels kernels;
    private final float[][] state;
    private final UpdaterPlan updater;
    private final float clip;

    Variable(Kernels kernels, int length, UpdaterPlan updater, float clip) {
        this.kernels = kernels;
        values = new float[length];
        state = new float[updater.states()][length];
        this.updater = updater;
        this.clip = clip;
    }

    /**
     * One update.
     *
     * @param gradient raw; overwritten
     * @param divisor of the raw gradient, 1 for none
     * @param step 1 for the first update
     */
    void update(float[] gradient, int divisor, int step) {
        if (divisor != 1) {
            Lanes.divide(gradient, divisor, values.length);
        }
        if (clip != Float.POSITIVE_INFINITY) {
            Lanes.clip(gradient, clip, values.length);
        }
        updater.update(kernels, values, gradient, state, step);
    }
}
