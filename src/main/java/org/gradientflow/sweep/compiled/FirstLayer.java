package org.gradientflow.sweep.compiled;

/**
 * The layer at the input: the weights from one input are an array {@code [unit * count + replica]}, long even where there is
 * one input only. Nothing goes further back from here.
 */
final class FirstLayer extends LayerLanes {
    private final Variable[] weights;
    private final float[] gradient;
    /** An input repeated for every unit, for each row and input. */
    private float[][][] repeated = {};

    FirstLayer(LayerPlan plan, int count) {
        super(plan, count);
        weights = new Variable[plan.inputs()];
        for (int input = 0; input < weights.length; input++) {
            weights[input] = new Variable(plan.outputs() * count, plan.weightUpdater(), plan.clip());
        }
        gradient = new float[plan.outputs() * count];
    }

    @Override
    void rows(int rows) {
        super.rows(rows);
        repeated = new float[rows][plan.inputs()][plan.outputs() * count];
    }

    @Override
    void sums(int row, float[] input, float[] sums) {
        int n = sums.length;
        for (int i = 0; i < weights.length; i++) {
            float[] x = repeated[row][i];
            Lanes.repeat(x, input, i * count, count, n);
            if (i == 0) {
                Lanes.multiply(sums, weights[i].values, x, n);
            } else {
                Lanes.addProduct(sums, weights[i].values, x, n);
            }
        }
    }

    @Override
    void backward(float[][] inputs, float[][] back, int divisor, int step) {
        int n = gradient.length;
        for (int i = 0; i < weights.length; i++) {
            if (plain()) {
                Lanes.descendProduct(
                        weights[i].values,
                        deltas[0],
                        repeated[0][i],
                        ((Updater.Sgd) plan.weightUpdater()).rate(),
                        plan.clip(),
                        n);
                continue;
            }
            Lanes.multiply(gradient, deltas[0], repeated[0][i], n);
            for (int row = 1; row < deltas.length; row++) {
                Lanes.addProduct(gradient, deltas[row], repeated[row][i], n);
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
