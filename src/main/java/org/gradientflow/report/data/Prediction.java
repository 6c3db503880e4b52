package org.gradientflow.report.data;

import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.Updater;
import org.gradientflow.network.Networks;
import org.gradientflow.sweep.Cell;

/**
 * Predicts from which initial standard deviation on a network trains, from the gain of a layer alone. Weights from N(0, s) multiply
 * the spread of a signal that passes a hidden layer of n ReLU units, forwards or backwards, by {@code gain = sqrt(n/2) s}.
 *
 * <p>The estimate starts at about 0, so the gradient by the output is about {@code -4x}, and by a first-layer weight {@code
 * -4x² s gain^(L-2)} for half of the inputs: L weight layers, of which L-2 lie between two hidden layers. An input uniform on
 * [-1, 1) has {@code E[x²] = 1/3} and {@code E[x⁴] = 1/5}.
 *
 * <p>SGD trains when the first layer, moved by this mean gradient in all steps, moves by its own norm: {@code rate steps
 * rows (2/3) gain^(L-2) >= 1}. Adam takes steps of the learning rate, however small the gradient is, until the gradient is
 * negligible beside its epsilon: it trains when {@code 4 sqrt(1/10) s gain^(L-2) >= epsilon}.
 *
 * <p>Neither accounts for biases, nor for large weights, with which signals explode.
 */
public final class Prediction {
    private static final double MEAN_GRADIENT = 2.0 / 3;
    private static final double RMS_GRADIENT = 4 * Math.sqrt(0.1);

    private Prediction() {}

    /**
     * What a hidden layer multiplies the spread of a signal by.
     *
     * @param width of the layer before it
     * @param standardDeviation of its weights
     * @return 1 where a signal keeps its size
     */
    public static double gain(int width, double standardDeviation) {
        return Math.sqrt(width / 2.0) * standardDeviation;
    }

    /**
     * The standard deviation whose gain is 1.
     *
     * @param width of the hidden layers
     * @return {@code sqrt(2/width)}
     */
    public static double unitGain(int width) {
        return 1 / gain(width, 1);
    }

    /**
     * The smallest initial standard deviation that should train.
     *
     * @param cell whose own initialisation does not matter
     * @param steps of the training
     * @return the standard deviation; 0 where any should
     */
    public static double smallest(Cell cell, int steps) {
        Experiment one = cell.experiment();
        int width = one.hidden().get(0);
        int between = one.weightLayers() - 2;
        if (one.updater() == Updater.ADAM) {
            double wanted = Networks.EPSILON / RMS_GRADIENT * Math.pow(unitGain(width), between);
            return Math.pow(wanted, 1.0 / (between + 1));
        }
        double pull = one.learningRate() * steps * one.countedRows() * MEAN_GRADIENT;
        if (between == 0) {
            return pull >= 1 ? 0 : Double.POSITIVE_INFINITY;
        }
        return unitGain(width) * Math.pow(1 / pull, 1.0 / between);
    }
}
