package org.gradientflow.sweep.compiled;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels with vector instructions: a vector has neighbouring replicas, and sums stay in registers. Every element is computed
 * as in the plain loops, in the same order and without fused multiply-add. The number of replicas must be a multiple of the
 * vector's length.
 */
final class VectorKernels extends Kernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int TILE = 4;

    /** Half of the products of a tile of units, added to the other half. */
    private final float[] halves;

    private VectorKernels(int longest, int count) {
        super(0, count);
        halves = new float[(longest + 1) / 2 * TILE * WIDTH];
    }

    /** Loaded by name, because this class can't be loaded without the module. */
    static final class Factory implements KernelFactory {
        @Override
        public int width() {
            return WIDTH;
        }

        @Override
        public Kernels create(int longest, int count) {
            return new VectorKernels(longest, count);
        }
    }

    @Override
    void add(float[] a, float[] b) {
        for (int k = 0; k < a.length; k += WIDTH) {
            fromArray(SPECIES, a, k).add(fromArray(SPECIES, b, k)).intoArray(a, k);
        }
    }

    @Override
    void relu(float[] a) {
        for (int k = 0; k < a.length; k += WIDTH) {
            FloatVector value = fromArray(SPECIES, a, k);
            value.blend(0, value.compare(VectorOperators.LE, 0)).intoArray(a, k);
        }
    }

    @Override
    void reluBack(float[] delta, float[] value) {
        for (int k = 0; k < delta.length; k += WIDTH) {
            FloatVector bound =
                    fromArray(SPECIES, value, k).mul(Lanes.LIFT).mul(Lanes.LIFT).mul(Lanes.LIFT);
            fromArray(SPECIES, delta, k).min(bound).max(bound.neg()).intoArray(delta, k);
        }
    }

    @Override
    void descend(float[] w, float[] g, float rate, float bound) {
        if (bound == Float.POSITIVE_INFINITY || isWithin(g, bound)) {
            for (int k = 0; k < w.length; k += WIDTH) {
                fromArray(SPECIES, w, k).sub(fromArray(SPECIES, g, k).mul(rate)).intoArray(w, k);
            }
            return;
        }
        for (int k = 0; k < w.length; k += WIDTH) {
            fromArray(SPECIES, w, k)
                    .sub(fromArray(SPECIES, g, k).min(bound).max(-bound).mul(rate))
                    .intoArray(w, k);
        }
    }

    @Override
    void nesterov(float[] w, float[] g, float[] v, float rate, float momentum) {
        for (int k = 0; k < w.length; k += WIDTH) {
            FloatVector before = fromArray(SPECIES, v, k).mul(momentum);
            FloatVector after = before.sub(fromArray(SPECIES, g, k).mul(rate));
            after.intoArray(v, k);
            fromArray(SPECIES, w, k).sub(before.add(after.mul(-momentum - 1))).intoArray(w, k);
        }
    }

    @Override
    void adam(float[] w, float[] g, float[] m, float[] v, float beta1, float beta2, float epsilon, float rate) {
        for (int k = 0; k < w.length; k += WIDTH) {
            FloatVector gradient = fromArray(SPECIES, g, k);
            FloatVector mean = fromArray(SPECIES, m, k).mul(beta1).add(gradient.mul(1 - beta1));
            FloatVector square = fromArray(SPECIES, v, k)
                    .mul(beta2)
                    .add(gradient.mul(gradient).mul(1 - beta2));
            mean.intoArray(m, k);
            square.intoArray(v, k);
            FloatVector root = square.lanewise(VectorOperators.SQRT).add(epsilon);
            fromArray(SPECIES, w, k).sub(mean.mul(rate).div(root)).intoArray(w, k);
        }
    }

    @Override
    void multiply(float[] product, float[] a, float[] x, int offset) {
        for (int r = 0; r < count; r += WIDTH) {
            FloatVector factor = fromArray(SPECIES, x, offset + r);
            for (int k = r; k < a.length; k += count) {
                fromArray(SPECIES, a, k).mul(factor).intoArray(product, k);
            }
        }
    }

    @Override
    void addProduct(float[] sum, float[] a, float[] x, int offset) {
        for (int r = 0; r < count; r += WIDTH) {
            FloatVector factor = fromArray(SPECIES, x, offset + r);
            for (int k = r; k < a.length; k += count) {
                fromArray(SPECIES, sum, k)
                        .add(fromArray(SPECIES, a, k).mul(factor))
                        .intoArray(sum, k);
            }
        }
    }

    @Override
    void descendProduct(float[] w, float[] a, float[] x, int offset, float rate, float bound) {
        for (int r = 0; r < count; r += WIDTH) {
            FloatVector factor = fromArray(SPECIES, x, offset + r);
            if (bound == Float.POSITIVE_INFINITY || isProductWithin(a, r, x, offset + r, offset + count, bound)) {
                for (int k = r; k < a.length; k += count) {
                    fromArray(SPECIES, w, k)
                            .sub(fromArray(SPECIES, a, k).mul(factor).mul(rate))
                            .intoArray(w, k);
                }
            } else {
                for (int k = r; k < a.length; k += count) {
                    fromArray(SPECIES, w, k)
                            .sub(fromArray(SPECIES, a, k)
                                    .mul(factor)
                                    .min(bound)
                                    .max(-bound)
                                    .mul(rate))
                            .intoArray(w, k);
                }
            }
        }
    }

    @Override
    void sums(float[][] w, float[] input, float[] sums) {
        for (int r = 0; r < count; r += WIDTH) {
            int unit = 0;
            for (; unit + TILE <= w.length; unit += TILE) {
                tileSums(w[unit], w[unit + 1], w[unit + 2], w[unit + 3], input, halves, r, count);
                fold(halves, (input.length / count + 1) / 2, TILE * WIDTH);
                for (int i = 0; i < TILE; i++) {
                    System.arraycopy(halves, i * WIDTH, sums, (unit + i) * count + r, WIDTH);
                }
            }
            for (; unit < w.length; unit++) {
                unitSum(w[unit], input, halves, r, count);
                fold(halves, (input.length / count + 1) / 2, WIDTH);
                System.arraycopy(halves, 0, sums, unit * count + r, WIDTH);
            }
        }
    }

    private static void tileSums(
            float[] w0, float[] w1, float[] w2, float[] w3, float[] input, float[] halves, int r, int count) {
        int groups = input.length / count;
        int up = (groups + 1) / 2 * count;
        int k = r;
        int to = 0;
        for (; k + up < input.length; k += count, to += TILE * WIDTH) {
            FloatVector x = fromArray(SPECIES, input, k);
            FloatVector y = fromArray(SPECIES, input, k + up);
            fromArray(SPECIES, w0, k)
                    .mul(x)
                    .add(fromArray(SPECIES, w0, k + up).mul(y))
                    .intoArray(halves, to);
            fromArray(SPECIES, w1, k)
                    .mul(x)
                    .add(fromArray(SPECIES, w1, k + up).mul(y))
                    .intoArray(halves, to + WIDTH);
            fromArray(SPECIES, w2, k)
                    .mul(x)
                    .add(fromArray(SPECIES, w2, k + up).mul(y))
                    .intoArray(halves, to + 2 * WIDTH);
            fromArray(SPECIES, w3, k)
                    .mul(x)
                    .add(fromArray(SPECIES, w3, k + up).mul(y))
                    .intoArray(halves, to + 3 * WIDTH);
        }
        if (k < up) {
            FloatVector x = fromArray(SPECIES, input, k);
            fromArray(SPECIES, w0, k).mul(x).intoArray(halves, to);
            fromArray(SPECIES, w1, k).mul(x).intoArray(halves, to + WIDTH);
            fromArray(SPECIES, w2, k).mul(x).intoArray(halves, to + 2 * WIDTH);
            fromArray(SPECIES, w3, k).mul(x).intoArray(halves, to + 3 * WIDTH);
        }
    }

    private static void unitSum(float[] w, float[] input, float[] halves, int r, int count) {
        int up = (input.length / count + 1) / 2 * count;
        int k = r;
        int to = 0;
        for (; k + up < input.length; k += count, to += WIDTH) {
            fromArray(SPECIES, w, k)
                    .mul(fromArray(SPECIES, input, k))
                    .add(fromArray(SPECIES, w, k + up).mul(fromArray(SPECIES, input, k + up)))
                    .intoArray(halves, to);
        }
        if (k < up) {
            fromArray(SPECIES, w, k).mul(fromArray(SPECIES, input, k)).intoArray(halves, to);
        }
    }

    /** The rest of {@link Lanes#sumGroups}, two levels at once if possible. */
    private static void fold(float[] a, int groups, int size) {
        int left = groups;
        for (; left % 4 == 0; left /= 4) {
            int quarter = left / 4 * size;
            for (int k = 0; k < quarter; k += WIDTH) {
                FloatVector even = fromArray(SPECIES, a, k).add(fromArray(SPECIES, a, k + 2 * quarter));
                even.add(fromArray(SPECIES, a, k + quarter).add(fromArray(SPECIES, a, k + 3 * quarter)))
                        .intoArray(a, k);
            }
        }
        while (left > 1) {
            int kept = (left + 1) / 2;
            int up = kept * size;
            for (int k = 0; k < (left - kept) * size; k += WIDTH) {
                fromArray(SPECIES, a, k).add(fromArray(SPECIES, a, k + up)).intoArray(a, k);
            }
            left = kept;
        }
    }

    @Override
    void descend(float[][] w, float[] input, float[] delta, float[] back, float rate, float bound) {
        for (int r = 0; r < count; r += WIDTH) {
            int k = r;
            if (bound == Float.POSITIVE_INFINITY || isProductWithin(input, r, delta, r, delta.length, bound)) {
                for (; k + (TILE - 1) * count < input.length; k += TILE * count) {
                    descendTile(w, input, delta, back, rate, k);
                }
            }
            for (; k < input.length; k += count) {
                descendOne(w, input, delta, back, rate, bound, k);
            }
        }
    }

    /** Magnitudes are compared as integers: floats of one sign are in the same order, and NaN is above infinity. */
    private static boolean isWithin(float[] a, float bound) {
        IntVector largest = FloatVector.zero(SPECIES).reinterpretAsInts();
        for (int k = 0; k < a.length; k += WIDTH) {
            largest = largest.max(fromArray(SPECIES, a, k).reinterpretAsInts().and(Integer.MAX_VALUE));
        }
        return largest.reinterpretAsFloats().compare(VectorOperators.LE, bound).allTrue();
    }

    /** No product can be larger than that of the largest factors: rounding keeps the order. */
    private boolean isProductWithin(float[] a, int fromA, float[] b, int fromB, int toB, float bound) {
        IntVector largestA = FloatVector.zero(SPECIES).reinterpretAsInts();
        for (int k = fromA; k < a.length; k += count) {
            largestA = largestA.max(fromArray(SPECIES, a, k).reinterpretAsInts().and(Integer.MAX_VALUE));
        }
        IntVector largestB = FloatVector.zero(SPECIES).reinterpretAsInts();
        for (int k = fromB; k < toB; k += count) {
            largestB = largestB.max(fromArray(SPECIES, b, k).reinterpretAsInts().and(Integer.MAX_VALUE));
        }
        return largestA.reinterpretAsFloats()
                .mul(largestB.reinterpretAsFloats())
                .compare(VectorOperators.LE, bound)
                .allTrue();
    }

    /** The weights from four inputs if no gradient reaches the bound. */
    private void descendTile(float[][] w, float[] input, float[] delta, float[] back, float rate, int k) {
        int k1 = k + count;
        int k2 = k1 + count;
        int k3 = k2 + count;
        FloatVector x0 = fromArray(SPECIES, input, k);
        FloatVector x1 = fromArray(SPECIES, input, k1);
        FloatVector x2 = fromArray(SPECIES, input, k2);
        FloatVector x3 = fromArray(SPECIES, input, k3);
        FloatVector back0 = FloatVector.zero(SPECIES);
        FloatVector back1 = back0;
        FloatVector back2 = back0;
        FloatVector back3 = back0;
        int replica = k % count;
        for (int unit = 0; unit < w.length; unit++) {
            float[] a = w[unit];
            FloatVector d = fromArray(SPECIES, delta, unit * count + replica);
            FloatVector w0 = fromArray(SPECIES, a, k);
            FloatVector w1 = fromArray(SPECIES, a, k1);
            FloatVector w2 = fromArray(SPECIES, a, k2);
            FloatVector w3 = fromArray(SPECIES, a, k3);
            back0 = back0.add(w0.mul(d));
            back1 = back1.add(w1.mul(d));
            back2 = back2.add(w2.mul(d));
            back3 = back3.add(w3.mul(d));
            w0.sub(d.mul(x0).mul(rate)).intoArray(a, k);
            w1.sub(d.mul(x1).mul(rate)).intoArray(a, k1);
            w2.sub(d.mul(x2).mul(rate)).intoArray(a, k2);
            w3.sub(d.mul(x3).mul(rate)).intoArray(a, k3);
        }
        back0.intoArray(back, k);
        back1.intoArray(back, k1);
        back2.intoArray(back, k2);
        back3.intoArray(back, k3);
    }

    /** The weights from one input. */
    private void descendOne(float[][] w, float[] input, float[] delta, float[] back, float rate, float bound, int k) {
        FloatVector x = fromArray(SPECIES, input, k);
        FloatVector sum = FloatVector.zero(SPECIES);
        int replica = k % count;
        for (float[] a : w) {
            FloatVector d = fromArray(SPECIES, delta, replica);
            FloatVector before = fromArray(SPECIES, a, k);
            sum = sum.add(before.mul(d));
            before.sub(d.mul(x).min(bound).max(-bound).mul(rate)).intoArray(a, k);
            replica += count;
        }
        sum.intoArray(back, k);
    }
}
