package org.gradientflow.report.data;

/**
 * The weights of one layer.
 *
 * @param name the original's: {@code W:0}
 * @param fanIn inputs of a unit
 * @param initialSpread standard deviation of the weights in the first recorded step
 * @param gradientSpread standard deviation of the raw gradient, pooled over the recorded ones of steps 0 to 1,000
 * @param error root mean square of the raw gradient of the layer's biases over the same steps. In training on one row a step
 *     that is the error as it arrives here on its way back: behind the layers after this one, and this one's ReLU
 * @param gradientOverSteps standard deviation of the raw gradient in each of them
 */
public record Layer(
        String name, long fanIn, double initialSpread, double gradientSpread, double error, Series gradientOverSteps) {}
