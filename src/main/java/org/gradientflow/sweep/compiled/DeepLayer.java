package org.gradientflow.sweep.compiled;

import java.util.Arrays;

/**
 * A layer after another layer. The weights into one unit are an array {@code [input * count + replica]}, so that a unit's sum,
 * its backward pass and its update are each one long loop.
 */
final class DeepLayer extends LayerLanes {
    private final Variable[] weights;
    /** The arrays of {@link #weights}. */
    private final float[][] arrays;

    private final float[] gradient;

    DeepLayer(LayerPlan plan, Kernels kernels) {
        super(plan, kernels);
        int n = plan.inputs() * count;
        weights = new Variable[plan.outputs()];
        Arrays.setAll(weights, unit -> new Variable(kernels, n, plan.weightUpdater(), plan.clip()));
        arrays = new float[weights.length][];
        Arrays.setAll(arrays, unit -> weights[unit].values);
        gradient = new float[n];
    }

    @Override
    void sums(float[] input, float[] sums) {
        kernels.sums(arrays, input, sums);
    }

    @Override
    void backward(float[][] inputs, float[][] back, int divisor, int step) {
        if (deltas.length == 1 && plan.weightUpdater() instanceof UpdaterPlan.Sgd sgd) {
            kernels.descend(arrays, inputs[0], deltas[0], back[0], sgd.rate(), plan.clip());
            return;
        }
        for (float[] row : back) {
            Arrays.fill(row, 0);
        }
        for (int unit = 0; unit < weights.length; unit++) {
            int offset = unit * count;
            for (int row = 0; row < deltas.length; row++) {
                kernels.addProduct(back[row], arrays[unit], deltas[row], offset);
                if (row == 0) {
                    kernels.multiply(gradient, inputs[row], deltas[row], offset);
                } else {
                    kernels.addProduct(gradient, inputs[row], deltas[row], offset);
                }
            }
            weights[unit].update(gradient, divisor, step);
        }
    }

    @Override
    float weight(int unit, int input, int replica) {
        return arrays[unit][input * count + replica];
    }

    @Override
    void setWeight(int unit, int input, int replica, float value) {
        arrays[unit][input * count + replica] = value;
    }
}
