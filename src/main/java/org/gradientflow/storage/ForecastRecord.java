package org.gradientflow.storage;

import java.util.List;

/**
 * What the initial weights predict, beside what one batch shows. Numbers that are not finite are written as texts.
 *
 * @param firstToLast predicted gradient of the first layer's weights over the last layer's
 * @param deadPath predicted chance that for one input some layer has all its units off
 * @param layers from the input to the output
 */
public record ForecastRecord(double firstToLast, double deadPath, List<LayerRecord> layers) {
    /**
     * One layer. Every prediction has its measurement beside it.
     *
     * @param layer index or name
     * @param weightRms root mean square of the weights
     * @param forwardGain predicted growth of the activations
     * @param backwardGain predicted growth of the gradient on its way back
     * @param spread predicted spread of the activations over the inputs
     * @param spreadMeasured measured on a sample
     * @param gradient predicted gradient of the weights, relative to the last layer's
     * @param gradientMeasured measured in the first step
     * @param deadUnits predicted share of the units that output 0 for every input
     * @param deadUnitsMeasured measured on a sample
     */
    public record LayerRecord(
            String layer,
            double weightRms,
            double forwardGain,
            double backwardGain,
            double spread,
            double spreadMeasured,
            double gradient,
            double gradientMeasured,
            double deadUnits,
            double deadUnitsMeasured) {}

    /** Copies. */
    public ForecastRecord {
        layers = List.copyOf(Json.require("layers", layers));
    }
}
