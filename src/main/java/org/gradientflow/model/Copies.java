package org.gradientflow.model;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;

/** Copies of networks to train, that leave the original alone. */
public final class Copies {
    private Copies() {}

    /**
     * A network of the same configuration, iteration count, parameters and updater state, without listeners. DL4J's own {@code
     * clone} will not do: a graph's clone shares the original's list of listeners, so that setting the clone's takes the
     * original's away, and a layered network's wraps frozen layers twice.
     */
    public static Model of(Model model) {
        if (model instanceof MultiLayerNetwork network) {
            return of(network);
        }
        if (model instanceof ComputationGraph graph) {
            return of(graph);
        }
        throw new IllegalArgumentException(
                "expected a MultiLayerNetwork or a ComputationGraph, got " + model.getClass());
    }

    private static MultiLayerNetwork of(MultiLayerNetwork network) {
        MultiLayerNetwork copy =
                new MultiLayerNetwork(network.getLayerWiseConfigurations().clone());
        copy.init(network.params().dup(), false);
        Layer[] layers = copy.getLayers(); // its own array
        for (int i = 0; i < layers.length; i++) {
            if (network.getLayer(i) instanceof FrozenLayer && !(layers[i] instanceof FrozenLayer)) {
                layers[i] = new FrozenLayer(layers[i]);
            }
        }
        Updater updater = network.getUpdater(false);
        if (updater != null && updater.getStateViewArray() != null) {
            copy.getUpdater()
                    .setStateViewArray(copy, updater.getStateViewArray().dup(), false);
        }
        return copy;
    }

    private static ComputationGraph of(ComputationGraph graph) {
        ComputationGraphConfiguration configuration = graph.getConfiguration().clone(); // forgets the counts
        configuration.setIterationCount(graph.getIterationCount());
        configuration.setEpochCount(graph.getEpochCount());
        ComputationGraph copy = new ComputationGraph(configuration);
        copy.init(graph.params().dup(), false);
        for (GraphVertex vertex : graph.getVertices()) {
            if (vertex.hasLayer()
                    && vertex.getLayer() instanceof FrozenLayer
                    && !(copy.getLayer(vertex.getVertexName()) instanceof FrozenLayer)) {
                copy.getVertex(vertex.getVertexName()).setLayerAsFrozen();
            }
        }
        ComputationGraphUpdater updater = graph.getUpdater(false);
        if (updater != null && updater.getStateViewArray() != null) {
            copy.getUpdater().setStateViewArray(updater.getStateViewArray().dup());
        }
        return copy;
    }

    public static void fit(Model model, TrainingData batch) {
        if (model instanceof MultiLayerNetwork network) {
            network.fit(batch.toDataSet());
        } else {
            ((ComputationGraph) model).fit(batch.toMultiDataSet());
        }
    }
}
