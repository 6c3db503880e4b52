package org.gradientflow.sweep.compiled;

/**
 * One layer of all replicas. The values of one row are an array {@code [unit * count + replica]}, and a step has one such array
 * per row.
 */
abstract class LayerLanes {
    final LayerPlan plan;
    final int count;
    final Kernels kernels;
    private final Variable biases;
    private final float[] biasGradient;
    /** The output of this layer, one array per row. */
    float[][] values = {};
    /** The derivative of the loss by this layer's values, then by its sums, one array per row. */
    float[][] deltas = {};

    LayerLanes(LayerPlan plan, Kernels kernels) {
        this.plan = plan;
        this.kernels = kernels;
        count = kernels.count;
        biases = new Variable(kernels, plan.outputs() * count, plan.biasUpdater(), plan.clip());
        biasGradient = new float[plan.outputs() * count];
    }

    void rows(int rows) {
        values = new float[rows][plan.outputs() * count];
        deltas = new float[rows][plan.outputs() * count];
    }

    final void forward(float[][] inputs) {
        for (int row = 0; row < values.length; row++) {
            sums(inputs[row], values[row]);
            kernels.add(values[row], biases.values);
            plan.activation().apply(kernels, values[row]);
        }
    }

    /** Turns {@link #deltas} from derivatives by the values into derivatives by the sums. */
    final void throughActivation() {
        for (int row = 0; row < values.length; row++) {
            plan.activation().back(kernels, deltas[row], values[row]);
        }
    }

    final void updateBiases(int divisor, int step) {
        if (deltas.length == 1 && plan.biasUpdater() instanceof UpdaterPlan.Sgd sgd) {
            kernels.descend(biases.values, deltas[0], sgd.rate(), plan.clip());
            return;
        }
        System.arraycopy(deltas[0], 0, biasGradient, 0, biasGradient.length);
        for (int row = 1; row < deltas.length; row++) {
            kernels.add(biasGradient, deltas[row]);
        }
        biases.update(biasGradient, divisor, step);
    }

    abstract void sums(float[] input, float[] sums);

    /**
     * Adds to the derivatives by this layer's inputs, then updates the weights.
     *
     * @param back overwritten, one array per row; unused by the first layer
     */
    abstract void backward(float[][] inputs, float[][] back, int divisor, int step);

    abstract float weight(int unit, int input, int replica);

    abstract void setWeight(int unit, int input, int replica, float value);

    /** Copies a replica's parameters from DL4J's flat vector. */
    final void load(float[] flat, int replica) {
        for (int unit = 0; unit < plan.outputs(); unit++) {
            for (int input = 0; input < plan.inputs(); input++) {
                setWeight(unit, input, replica, flat[plan.weights() + unit * plan.inputs() + input]);
            }
            biases.values[unit * count + replica] = flat[plan.biases() + unit];
        }
    }

    /** Copies a replica's parameters to DL4J's flat vector. */
    final void store(float[] flat, int replica) {
        for (int unit = 0; unit < plan.outputs(); unit++) {
            for (int input = 0; input < plan.inputs(); input++) {
                flat[plan.weights() + unit * plan.inputs() + input] = weight(unit, input, replica);
            }
            flat[plan.biases() + unit] = biases.values[unit * count + replica];
        }
    }

    /** The raw gradient of one weight in the last step. */
    final float weightGradient(float[][] inputs, int unit, int input, int replica) {
        float sum = 0;
        for (int row = 0; row < deltas.length; row++) {
            sum += deltas[row][unit * count + replica] * inputs[row][input * count + replica];
        }
        return sum;
    }

    /** The raw gradient of one bias in the last step. */
    final float biasGradient(int unit, int replica) {
        float sum = 0;
        for (float[] delta : deltas) {
            sum += delta[unit * count + replica];
        }
        return sum;
    }
}
