package org.gradientflow.sweep.compiled;

import java.util.Arrays;

/**
 * The arithmetic of one layer for all replicas, in the plain loops of {@link Lanes}. {@code VectorKernels} gives the same
 * results with vector instructions, bit for bit. Values and derivatives of one row are arrays {@code [unit * count + replica]}.
 * It has arrays for intermediate results, so it is for one thread at a time.
 */
class Kernels {
    final int count;
    private final float[] products;
    private final float[] spare;
    private final float[] repeated;
    private final float[] repeated2;

    /**
     * Kernels for a layer.
     *
     * @param longest the larger of its numbers of inputs and units
     * @param count of replicas
     */
    Kernels(int longest, int count) {
        int length = longest * count;
        this.count = count;
        products = new float[length];
        spare = new float[length];
        repeated = new float[length];
        repeated2 = new float[length];
    }

    void add(float[] a, float[] b) {
        Lanes.add(a, b, a.length);
    }

    void relu(float[] a) {
        Lanes.relu(a, a.length);
    }

    void reluBack(float[] delta, float[] value) {
        Lanes.reluBack(delta, value, delta.length);
    }

    /** {@code w -= rate * clip(g)}. */
    void descend(float[] w, float[] g, float rate, float bound) {
        Lanes.descend(w, g, rate, bound, w.length);
    }

    void nesterov(float[] w, float[] g, float[] v, float rate, float momentum) {
        Lanes.nesterov(w, g, v, rate, momentum, w.length);
    }

    void adam(float[] w, float[] g, float[] m, float[] v, float beta1, float beta2, float epsilon, float rate) {
        Lanes.mean(m, g, beta1, w.length);
        Lanes.meanSquare(v, g, beta2, w.length);
        Lanes.descendAdam(w, m, v, rate, epsilon, w.length);
    }

    /** {@code product = a * x}, where x are {@code count} elements that are repeated for all of a. */
    void multiply(float[] product, float[] a, float[] x, int offset) {
        Lanes.repeat(repeated, x, offset, count, a.length);
        Lanes.multiply(product, a, repeated, a.length);
    }

    /** {@code sum += a * x}, where x are {@code count} elements that are repeated for all of a. */
    void addProduct(float[] sum, float[] a, float[] x, int offset) {
        Lanes.repeat(repeated, x, offset, count, a.length);
        Lanes.addProduct(sum, a, repeated, a.length);
    }

    /** {@code w -= rate * clip(a * x)}, where x are {@code count} elements that are repeated for all of a. */
    void descendProduct(float[] w, float[] a, float[] x, int offset, float rate, float bound) {
        Lanes.repeat(repeated, x, offset, count, a.length);
        Lanes.descendProduct(w, a, repeated, rate, bound, a.length);
    }

    /**
     * Computes the sums of all units of a layer.
     *
     * @param w a unit's weights each, {@code [input * count + replica]}
     * @param input the layer's input
     * @param sums overwritten
     */
    void sums(float[][] w, float[] input, float[] sums) {
        for (int unit = 0; unit < w.length; unit++) {
            Lanes.multiply(products, w[unit], input, input.length);
            Lanes.sumGroups(products, spare, input.length / count, count);
            System.arraycopy(products, 0, sums, unit * count, count);
        }
    }

    /**
     * The backward pass of one row through a layer's weights, and their gradient descent, in one loop.
     *
     * @param w see {@link #sums}
     * @param input the layer's input
     * @param delta the derivative by the layer's sums
     * @param back overwritten by the derivative by the input
     * @param rate of learning
     * @param bound that gradients are clipped at
     */
    void descend(float[][] w, float[] input, float[] delta, float[] back, float rate, float bound) {
        int n = input.length;
        Arrays.fill(back, 0);
        // No product can be larger than that of the largest factors: rounding keeps the order.
        float largest = Lanes.largest(input, n) * Lanes.largest(delta, delta.length);
        int unit = 0;
        if (largest <= bound) {
            for (; unit + 1 < w.length; unit += 2) {
                Lanes.repeat(repeated, delta, unit * count, count, n);
                Lanes.repeat(repeated2, delta, (unit + 1) * count, count, n);
                Lanes.backwardTwo(back, w[unit], repeated, w[unit + 1], repeated2, input, rate, n);
            }
        }
        for (; unit < w.length; unit++) {
            Lanes.repeat(repeated, delta, unit * count, count, n);
            Lanes.backward(back, w[unit], repeated, input, rate, bound, n);
        }
    }
}
