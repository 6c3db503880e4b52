package org.gradientflow.diagnosis.variant;

import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.model.Subject;

/** Internal: whether DL4J divides gradients by a batch's rows: the network's {@code miniBatch}. */
public final class Averaging {
    private Averaging() {}

    /** A copy that divides where the network does not, or the other way round. */
    public static Subject switched(Subject subject, boolean divides) {
        Subject copy = subject.copy();
        set(copy, divides);
        return copy;
    }

    /** Changes a network in place: its layers hold the same configurations, and the updater asks the network's own. */
    public static void set(Subject subject, boolean divides) {
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
