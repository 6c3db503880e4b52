package org.gradientflow.diagnosis.forecast;

/**
 * The forecast of one layer or vertex before training.
 *
 * @param layer index or vertex name
 * @param weightRms root of the mean square of its weights, as they are; NaN where it has none
 * @param forwardGain how much of a difference between two inputs it hands on: the rms spread of its output over that of its
 *     input; for an output layer, of its pre-activation
 * @param backwardGain the rms gradient with respect to its input over that with respect to its output
 * @param spread expected rms over its units of their standard deviation over the inputs
 * @param gradient expected rms gradient of its weights, relative to the last layer with weights; NaN where it has none
 * @param deadUnits expected share of units that are off for every input; 0 where the activation has no flat half
 * @param deadLayer chance that all of its units are off for one input; 0 where the activation has no flat half
 */
public record LayerForecast(
        String layer,
        double weightRms,
        double forwardGain,
        double backwardGain,
        double spread,
        double gradient,
        double deadUnits,
        double deadLayer) {
    /** The same, with the gradient relative to another one. */
    LayerForecast relativeTo(double other) {
        return new LayerForecast(
                layer, weightRms, forwardGain, backwardGain, spread, gradient / other, deadUnits, deadLayer);
    }
}
