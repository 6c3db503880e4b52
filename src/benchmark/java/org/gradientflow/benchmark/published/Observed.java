package org.gradientflow.benchmark.published;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The quantities of a training that published rules use.
 *
 * @param losses of every step
 * @param accuracies at the end of each tenth of the training: the share of rows right, or R squared (at least 0) where the
 *     labels are numbers
 * @param steps with their tensors: the first ten, then every tenth
 * @param rectified hidden layers with ReLU
 * @param tanh hidden layers with tanh
 * @param sigmoid hidden layers with sigmoid
 * @param output the output layer and the range of the labels
 */
public record Observed(
        double[] losses,
        double[] accuracies,
        List<Step> steps,
        Set<String> rectified,
        Set<String> tanh,
        Set<String> sigmoid,
        Output output) {
    /**
     * The tensors of a step, by layer, input first.
     *
     * @param index of the step
     * @param weights before the step
     * @param gradients of the weights, divided by the number of rows where DL4J does so
     * @param updates what was subtracted from the weights
     * @param activations of the hidden layers: by unit, its value for each row (and place, or time)
     */
    public record Step(
            int index,
            Map<String, float[]> weights,
            Map<String, float[]> gradients,
            Map<String, float[]> updates,
            Map<String, float[][]> activations) {}

    /**
     * The output layer and the labels.
     *
     * @param activation in lower case, as DL4J names it
     * @param loss class name of the loss
     * @param smallestLabel of all
     * @param largestLabel of all
     */
    public record Output(String activation, String loss, double smallestLabel, double largestLabel) {}
}
