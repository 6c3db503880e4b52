package org.gradientflow.training;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * One step of training. All numbers are from before the step's update, in float32 as computed.
 *
 * @param index 0 for the first step of a new network
 * @param x0 element [0, 0] of the input
 * @param loss as the network computed it
 * @param estimate0 twice the network's output [0, 0]
 */
public record Step(int index, float x0, float loss, float estimate0) {

    /** Listens to the steps of a training, on the thread that trains. */
    public interface Listener {
        /**
         * Called before a step, when the network has the parameters that the step starts from.
         *
         * @param index of the step
         * @param network the network
         */
        default void before(int index, MultiLayerNetwork network) {}

        /**
         * Called after a step's update.
         *
         * @param step what the step computed before its update
         * @param network the network, already updated
         */
        default void after(Step step, MultiLayerNetwork network) {}
    }
}
