package org.gradientflow.model;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Internal: the number of the step that a network is in, from 0. */
public final class Iterations {

    private Iterations() {}

    /**
     * During a step this is the step's number, the one that {@code iterationDone} is then given.
     *
     * @param model a MultiLayerNetwork or a ComputationGraph
     * @return 0 in the first step
     */
    public static int of(Model model) {
        if (model instanceof MultiLayerNetwork network) {
            return network.getIterationCount();
        }
        if (model instanceof ComputationGraph graph) {
            return graph.getIterationCount();
        }
        throw NetworkNodes.unknown(model);
    }

    /**
     * Sets the number of the next step, which schedules and updaters go by.
     *
     * @param model a MultiLayerNetwork or a ComputationGraph
     * @param iteration 0 for a network that was not trained
     */
    static void set(Model model, int iteration) {
        if (model instanceof MultiLayerNetwork network) {
            network.setIterationCount(iteration);
        } else {
            ((ComputationGraph) model).getConfiguration().setIterationCount(iteration);
        }
    }
}
