package org.gradientflow.sweep.compiled;

/**
 * Arithmetic on whole arrays. Every loop is a method of its own, over arrays that all begin at index 0, because HotSpot's C2
 * compiles such loops to vector instructions. It does not if two arrays are read at different offsets, if the loop body is much
 * longer, or if it has a conditional expression.
 */
final class Lanes {
    /** Twice this lifts every positive float above 1, three times to infinity, denormals too. */
    static final float LIFT = 1e38f;

    private Lanes() {}

    static void add(float[] a, float[] b, int n) {
        for (int k = 0; k < n; k++) {
            a[k] += b[k];
        }
    }

    static void multiply(float[] product, float[] a, float[] b, int n) {
        for (int k = 0; k < n; k++) {
            product[k] = a[k] * b[k];
        }
    }

    static void addProduct(float[] sum, float[] a, float[] b, int n) {
        for (int k = 0; k < n; k++) {
            sum[k] += a[k] * b[k];
        }
    }

    static void divide(float[] a, float divisor, int n) {
        for (int k = 0; k < n; k++) {
            a[k] /= divisor;
        }
    }

    static void clip(float[] a, float bound, int n) {
        for (int k = 0; k < n; k++) {
            a[k] = Math.max(-bound, Math.min(bound, a[k]));
        }
    }

    /** {@code w -= rate * clip(g)}. */
    static void descend(float[] w, float[] g, float rate, float bound, int n) {
        for (int k = 0; k < n; k++) {
            w[k] -= rate * Math.max(-bound, Math.min(bound, g[k]));
        }
    }

    /** {@code w -= rate * clip(a * b)}. */
    static void descendProduct(float[] w, float[] a, float[] b, float rate, float bound, int n) {
        for (int k = 0; k < n; k++) {
            w[k] -= rate * Math.max(-bound, Math.min(bound, a[k] * b[k]));
        }
    }

    /** The backward pass of one unit: {@code back += w * delta}, then {@code w -= rate * clip(delta * x)}. */
    static void backward(float[] back, float[] w, float[] delta, float[] x, float rate, float bound, int n) {
        for (int k = 0; k < n; k++) {
            back[k] += w[k] * delta[k];
            w[k] -= rate * Math.max(-bound, Math.min(bound, delta[k] * x[k]));
        }
    }

    /** {@link #backward} of two units if no gradient reaches the bound. */
    static void backwardTwo(
            float[] back, float[] w, float[] delta, float[] w2, float[] delta2, float[] x, float rate, int n) {
        for (int k = 0; k < n; k++) {
            float before = w[k];
            float before2 = w2[k];
            back[k] = back[k] + before * delta[k] + before2 * delta2[k];
            w[k] = before - rate * (delta[k] * x[k]);
            w2[k] = before2 - rate * (delta2[k] * x[k]);
        }
    }

    static void relu(float[] a, int n) {
        for (int k = 0; k < n; k++) {
            a[k] = Math.max(0f, a[k]);
        }
    }

    /**
     * Keeps a derivative if its value is positive, even an infinite one, and sets it to 0 otherwise. It uses a bound of infinity
     * or 0 instead of a factor, because infinity times 0 is NaN. (A NaN stays NaN here, while DL4J's ReLU makes it 0: the network
     * has diverged in both.)
     */
    static void reluBack(float[] delta, float[] value, int n) {
        for (int k = 0; k < n; k++) {
            float bound = value[k] * LIFT * LIFT * LIFT;
            delta[k] = Math.max(-bound, Math.min(bound, delta[k]));
        }
    }

    static void leakyRelu(float[] a, float slope, int n) {
        for (int k = 0; k < n; k++) {
            a[k] = Math.max(0f, a[k]) + slope * Math.min(0f, a[k]);
        }
    }

    /** Multiplies by the slope if the unit's value is negative. */
    static void leakyReluBack(float[] delta, float[] value, float slope, int n) {
        for (int k = 0; k < n; k++) {
            float negative = Math.min(1f, Math.max(0f, -value[k]) * LIFT * LIFT);
            delta[k] *= (1 - negative) + slope * negative;
        }
    }

    static void sigmoid(float[] a, int n) {
        for (int k = 0; k < n; k++) {
            a[k] = (float) (1 / (1 + Math.exp(-a[k])));
        }
    }

    static void sigmoidBack(float[] delta, float[] value, int n) {
        for (int k = 0; k < n; k++) {
            delta[k] *= value[k] * (1 - value[k]);
        }
    }

    static void tanh(float[] a, int n) {
        for (int k = 0; k < n; k++) {
            a[k] = (float) Math.tanh(a[k]);
        }
    }

    static void tanhBack(float[] delta, float[] value, int n) {
        for (int k = 0; k < n; k++) {
            delta[k] *= 1 - value[k] * value[k];
        }
    }

    static void nesterov(float[] w, float[] g, float[] v, float rate, float momentum, int n) {
        for (int k = 0; k < n; k++) {
            float before = momentum * v[k];
            float after = before - rate * g[k];
            v[k] = after;
            w[k] -= before + (-momentum - 1) * after;
        }
    }

    static void mean(float[] m, float[] g, float beta, int n) {
        for (int k = 0; k < n; k++) {
            m[k] = beta * m[k] + g[k] * (1 - beta);
        }
    }

    static void meanSquare(float[] v, float[] g, float beta, int n) {
        for (int k = 0; k < n; k++) {
            v[k] = beta * v[k] + g[k] * g[k] * (1 - beta);
        }
    }

    static void descendAdam(float[] w, float[] m, float[] v, float rate, float epsilon, int n) {
        for (int k = 0; k < n; k++) {
            w[k] -= m[k] * rate / ((float) Math.sqrt(v[k]) + epsilon);
        }
    }

    /** The largest magnitude; NaN is ignored. */
    static float largest(float[] a, int n) {
        float largest = 0;
        for (int k = 0; k < n; k++) {
            float magnitude = Math.abs(a[k]);
            if (magnitude > largest) {
                largest = magnitude;
            }
        }
        return largest;
    }

    /** Repeats {@code count} elements until {@code n} are filled. */
    static void repeat(float[] into, float[] from, int offset, int count, int n) {
        System.arraycopy(from, offset, into, 0, count);
        for (int filled = count; filled < n; filled *= 2) {
            System.arraycopy(into, 0, into, filled, Math.min(filled, n - filled));
        }
    }

    /**
     * Sums groups of {@code count} lanes, the second half onto the first until one group is left: {@code a[lane] = a[lane] +
     * a[count + lane] + ...}.
     */
    static void sumGroups(float[] a, float[] spare, int groups, int count) {
        for (int left = groups; left > 1; ) {
            int kept = (left + 1) / 2;
            int added = (left - kept) * count;
            System.arraycopy(a, kept * count, spare, 0, added);
            add(a, spare, added);
            left = kept;
        }
    }
}
