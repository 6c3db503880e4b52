package org.gradientflow.observation;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies of networks to train, that leave the original alone. */
final class Copies {
    private Copies() {}

    /**
     * A network of the same configuration, parameters and updater state, without listeners. {@code ComputationGraph.clone}
     * will not do: the clone shares the original's list of listeners, so that setting the clone's takes the original's away.
     */
    static Model of(Model model) {
        if (model instanceof MultiLayerNetwork network) {
            return network.clone();
        }
        if (model instanceof ComputationGraph graph) {
            return of(graph);
        }
        throw new IllegalArgumentException(
                "expected a MultiLayerNetwork or a ComputationGraph, got " + model.getClass());
    }

    private static ComputationGraph of(ComputationGraph graph) {
        ComputationGraph copy = new ComputationGraph(graph.getConfiguration().clone());
        copy.init(graph.params().dup(), false);
        INDArray state = graph.getUpdater() == null ? null : graph.getUpdater().getStateViewArray();
        if (state != null) {
            copy.getUpdater().setStateViewArray(state.dup());
        }
        return copy;
    }

    static void fit(Model model, TrainingData batch) {
        if (model instanceof MultiLayerNetwork network) {
            network.fit(batch.toDataSet());
        } else {
            ((ComputationGraph) model).fit(batch.toMultiDataSet());
        }
    }
}
