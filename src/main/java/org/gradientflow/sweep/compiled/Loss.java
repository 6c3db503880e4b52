package org.gradientflow.sweep.compiled;

import java.util.Arrays;

/** A loss: a sum of squared errors {@code label - factor * output}. */
enum Loss {
    /** {@code ReconstructionLoss} of element [0, 0]. */
    FIRST_ELEMENT(2),
    /** {@code ReconstructionLoss} of every element. */
    ALL_ELEMENTS(2),
    /** DL4J's {@code LossMSE}: the sum is divided by the number of outputs, and so is its derivative. */
    MSE(1);

    private final float factor;

    Loss(float factor) {
        this.factor = factor;
    }

    /**
     * The loss of every replica and its derivative by the outputs.
     *
     * @param labels of all rows, see {@link Replicas#step}
     * @param outputs one array per row
     * @param deltas overwritten, one array per row
     * @param losses overwritten, one per replica
     * @param divisor of the loss only, in addition to the loss's own
     */
    void of(float[] labels, float[][] outputs, float[][] deltas, float[] losses, int divisor) {
        int count = losses.length;
        int n = outputs[0].length;
        int own = this == MSE ? n / count : 1;
        Arrays.fill(losses, 0);
        for (int row = 0; row < outputs.length; row++) {
            int counted = this != FIRST_ELEMENT ? n : row == 0 ? count : 0;
            Arrays.fill(deltas[row], counted, n, 0);
            for (int first = 0; first < counted; first += count) {
                for (int replica = 0; replica < count; replica++) {
                    int k = first + replica;
                    float error = labels[row * n + k] - factor * outputs[row][k];
                    losses[replica] += error * error;
                    deltas[row][k] = -2 * factor * error / own;
                }
            }
        }
        if (divisor * own != 1) {
            Lanes.divide(losses, divisor * own, count);
        }
    }
}
