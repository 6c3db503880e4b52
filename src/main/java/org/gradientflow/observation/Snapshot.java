package org.gradientflow.observation;

import java.util.Map;

/**
 * One step of a training. Values, gradients, activations and loss are all from before the step's update.
 *
 * @param step counted from 0, the first step that the recorder saw
 * @param loss of the step's batch, as the network scores it, with its penalty
 * @param penalty the part of the loss that l1, l2 and weight decay make up
 * @param batch rows of the step's batch
 * @param parameters by key, in the network's order
 * @param units by layer, in the network's order: activity in the training step's forward pass. DL4J does not report the output
 *     layer's activations while it trains; see {@link ActivityProfile} for those
 */
public record Snapshot(
        int step,
        double loss,
        double penalty,
        int batch,
        Map<String, ParameterFlow> parameters,
        Map<String, UnitActivity> units) {}
