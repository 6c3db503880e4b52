package org.gradientflow.sweep.compiled;

/**
 * A layer behind another: the weights into one unit are an array {@code [input * count + replica]}, so that a unit's sum, what
 * it hands back and its update are each one long loop.
 */
final class DeepLayer extends LayerLanes {
    private final Variable[] weights;
    private final float[] products;
    private final float[] spare;
    private final float[] delta;
    private final float[] delta2;

    DeepLayer(LayerPlan plan, int count) {
        super(plan, count);
        int n = plan.inputs() * count;
        weights = new Variable[plan.outputs()];
        for (int unit = 0; unit < weights.length; unit++) {
            weights[unit] = new Variable(n, plan.weightUpdater(), plan.clip());
        }
        products = new float[n];
        spare = new float[n];
        delta = new float[n];
        delta2 = new float[n];
    }

    @Override
    void sums(int row, float[] input, float[] sums) {
        for (int unit = 0; unit < weights.length; unit++) {
            Lanes.multiply(products, weights[unit].values, input, products.length);
            Lanes.sumGroups(products, spare, plan.inputs(), count);
            System.arraycopy(products, 0, sums, unit * count, count);
        }
    }

    @Override
    void backward(float[][] inputs, float[][] back, int divisor, int step) {
        clear(back);
        if (plain()) {
            descend(inputs[0], back[0], ((Updater.Sgd) plan.weightUpdater()).rate());
            return;
        }
        int n = products.length;
        for (int unit = 0; unit < weights.length; unit++) {
            for (int row = 0; row < deltas.length; row++) {
                Lanes.repeat(delta, deltas[row], unit * count, count, n);
                Lanes.addProduct(back[row], weights[unit].values, delta, n);
                if (row == 0) {
                    Lanes.multiply(products, delta, inputs[row], n);
                } else {
                    Lanes.addProduct(products, delta, inputs[row], n);
                }
            }
            weights[unit].update(products, divisor, step);
        }
    }

    /** One row and plain gradient descent, in one pass over the weights. */
    private void descend(float[] input, float[] back, float rate) {
        int n = products.length;
        // No product can be larger than that of the largest factors: rounding keeps the order.
        float bound = Lanes.largest(input, n) * Lanes.largest(deltas[0], deltas[0].length);
        int unit = 0;
        if (bound <= plan.clip()) {
            for (; unit + 1 < weights.length; unit += 2) {
                Lanes.repeat(delta, deltas[0], unit * count, count, n);
                Lanes.repeat(delta2, deltas[0], (unit + 1) * count, count, n);
                Lanes.backwardTwo(back, weights[unit].values, delta, weights[unit + 1].values, delta2, input, rate, n);
            }
        }
        for (; unit < weights.length; unit++) {
            Lanes.repeat(delta, deltas[0], unit * count, count, n);
            Lanes.backward(back, weights[unit].values, delta, input, rate, plan.clip(), n);
        }
    }

    @Override
    float weight(int unit, int input, int replica) {
        return weights[unit].values[input * count + replica];
    }

    @Override
    void setWeight(int unit, int input, int replica, float value) {
        weights[unit].values[input * count + replica] = value;
    }
}
