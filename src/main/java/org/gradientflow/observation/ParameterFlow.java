package org.gradientflow.observation;

/**
 * One parameter in one step.
 *
 * @param gradient raw: summed over the batch, before division by its size, clipping and updater; {@link Statistics#NONE} where
 *     the step computed none (a frozen layer)
 * @param clipped the gradient as the updater gets it: after division by the batch's size, where the network divides, and after
 *     the layer's gradient normalisation; before l1 and l2
 * @param update what the step subtracted from the value
 * @param value before the update
 * @param displacement Euclidean distance of the value from its start
 */
public record ParameterFlow(
        Statistics gradient, Statistics clipped, Statistics update, Statistics value, double displacement) {
    /**
     * The size of a step relative to the value that it changes.
     *
     * @return norm of the update over the norm of the value; infinite where the value is zero and the update is not
     */
    public double updateRatio() {
        return update.norm() == 0 ? 0 : update.norm() / value.norm();
    }

    ParameterFlow withUpdate(Statistics known) {
        return new ParameterFlow(gradient, clipped, known, value, displacement);
    }
}
