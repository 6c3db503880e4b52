package org.gradientflow.observation;

import java.util.List;

/**
 * What one step of training did.
 *
 * @param loss of the step, with regularisation
 * @param layers those with weights, from the input to the output
 */
public record StepReading(double loss, List<LayerReading> layers) {
    /** Copies the list. */
    public StepReading {
        layers = List.copyOf(layers);
    }

    /**
     * Whether loss, gradients, updates and weights are numbers.
     *
     * @return false if one is NaN or infinite
     */
    public boolean finite() {
        return Double.isFinite(loss) && layers.stream().allMatch(LayerReading::finite);
    }
}
