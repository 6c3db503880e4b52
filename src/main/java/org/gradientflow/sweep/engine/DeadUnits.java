package org.gradientflow.sweep.engine;

import java.util.Arrays;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;

/**
 * Counts the hidden units whose activation is 0 at each of 201 evenly spaced inputs from -1 to 1. No gradient reaches the weights
 * of such a unit.
 */
final class DeadUnits {
    private static final int HALF = 100;

    private DeadUnits() {}

    /**
     * Counts them.
     *
     * @param experiment of the network
     * @param parameters in DL4J's order: for each layer its weights, one unit's after another's, then its biases
     */
    static int count(Experiment experiment, float[] parameters) {
        int widest =
                experiment.hidden().stream().mapToInt(Integer::intValue).max().orElseThrow();
        float[] input = new float[Math.max(widest, Networks.INPUTS)];
        float[] output = new float[input.length];
        boolean[] alive = new boolean
                [experiment.hidden().stream().mapToInt(Integer::intValue).sum()];
        for (int point = -HALF; point <= HALF; point++) {
            Arrays.fill(input, 0, Networks.INPUTS, (float) point / HALF);
            int inputs = Networks.INPUTS;
            int offset = 0;
            int first = 0;
            for (int width : experiment.hidden()) {
                int biases = offset + inputs * width;
                for (int unit = 0; unit < width; unit++) {
                    float sum = parameters[biases + unit];
                    for (int i = 0; i < inputs; i++) {
                        sum += input[i] * parameters[offset + unit * inputs + i];
                    }
                    output[unit] = Math.max(0, sum);
                    // NaN is not silent.
                    alive[first + unit] |= !(output[unit] <= 0);
                }
                float[] swap = input;
                input = output;
                output = swap;
                offset = biases + width;
                first += width;
                inputs = width;
            }
        }
        int dead = 0;
        for (boolean one : alive) {
            dead += one ? 0 : 1;
        }
        return dead;
    }
}
