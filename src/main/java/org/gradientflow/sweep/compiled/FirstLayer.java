package org.gradientflow.sweep.compiled;

/**
 * The layer at the input. The weights from one input are an array {@code [unit * count + replica]}, which is long even if there
 * is only one input. The backward pass ends here.
 */
final class FirstLayer extends LayerLanes {
    private final Variable[] weights;
    private final float[] gradient;

    FirstLayer(LayerPlan plan, Kernels kernels) {
        super(plan, kernels);
        weights = new Variable[plan.inputs()];
        for (int input = 0; input < weights.length; input++) {
            weights[input] = new Variable(kernels, plan.outputs() * count, plan.weightUpdater(), plan.clip());
        }
        gradient = new float[plan.outputs() * count];
    }

    @Override
    void sums(float[] input, float[] sums) {
        kernels.multiply(sums, weights[0].values, input, 0);
        for (int i = 1; i < weights.length; i++) {
            kernels.addProduct(sums, weights[i].values, input, i * count);
        }
    }

    @Override
    void backward(float[][] inputs, float[][] back, int divisor, int step) {
        for (int i = 0; i < weights.length; i++) {
            int offset = i * count;
            if (deltas.length == 1 && plan.weightUpdater() instanceof UpdaterPlan.Sgd sgd) {
                kernels.descendProduct(weights[i].values, deltas[0], inputs[0], offset, sgd.rate(), plan.clip());
                continue;
            }
            kernels.multiply(gradient, deltas[0], inputs[0], offset);
            for (int row = 1; row < deltas.length; row++) {
                kernels.addProduct(gradient, deltas[row], inputs[row], offset);
            }
            weights[i].update(gradient, divisor, step);
        }
    }

    @Override
    float weight(int unit, int input, int replica) {
        return weights[input].values[unit * count + replica];
    }

    @Override
    void setWeight(int unit, int input, int replica, float value) {
        weights[input].values[unit * count + replica] = value;
    }
}
