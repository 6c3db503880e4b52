package org.gradientflow.diagnosis;

import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Whether DL4J divides gradients by a batch's rows: the network's {@code miniBatch}. */
final class Averaging {
    private Averaging() {}

    /** A copy that divides where the network does not, or the other way round. */
    static Subject switched(Subject subject, boolean divides) {
        Subject copy = subject.copy();
        set(copy, divides);
        return copy;
    }

    /** Changes a network in place: its layers hold the same configurations, and the updater asks the network's own. */
    static void set(Subject subject, boolean divides) {
        subject.model().conf().setMiniBatch(divides);
        if (subject.model() instanceof MultiLayerNetwork network) {
            network.getLayerWiseConfigurations().getConfs().forEach(layer -> layer.setMiniBatch(divides));
        } else {
            ComputationGraph graph = (ComputationGraph) subject.model();
            graph.getConfiguration().getVertices().values().forEach(vertex -> {
                if (vertex instanceof LayerVertex layer) {
                    layer.getLayerConf().setMiniBatch(divides);
                }
            });
        }
    }
}
