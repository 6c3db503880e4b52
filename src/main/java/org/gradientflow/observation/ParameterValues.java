package org.gradientflow.observation;

import java.util.List;

/**
 * The values and gradients of one step of a training, from before the step's update.
 *
 * @param step 0 for the first step of a new network
 * @param time milliseconds since 1970, UTC
 * @param loss as the network scored the step's batch
 * @param values of each parameter with which the step computed its loss, in the order of {@link ParameterRecorder#parameters}
 * @param gradients of each parameter, raw: summed over the batch, before division by its size, clipping and updater; empty
 *     for a parameter that has none
 */
public record ParameterValues(int step, long time, double loss, List<float[]> values, List<float[]> gradients) {}
