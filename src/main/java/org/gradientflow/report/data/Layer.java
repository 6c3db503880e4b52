package org.gradientflow.report.data;

/**
 * The weights of one layer.
 *
 * @param name the original's name, such as {@code W:0}
 * @param fanIn inputs of a unit
 * @param initialSpread standard deviation of the weights in the first recorded step
 * @param gradientSpread standard deviation of the raw gradient, pooled over the recorded steps from 0 to 1,000
 * @param error root mean square of the raw gradient of the layer's biases over the same steps. With one row per step this is
 *     the back-propagated error of the layer, after the later layers and its own ReLU
 * @param gradientOverSteps standard deviation of the raw gradient in each of those steps
 */
public record Layer(
        String name, long fanIn, double initialSpread, double gradientSpread, double error, Series gradientOverSteps) {}
