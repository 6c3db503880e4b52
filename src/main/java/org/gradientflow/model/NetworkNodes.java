package org.gradientflow.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Internal: layers and vertices of either kind of network, seen alike. */
public final class NetworkNodes {
    /** The name of a layered network's input. */
    static final String INPUT = "input";

    private NetworkNodes() {}

    /**
     * The mask over time that a layer works under at the moment.
     *
     * @return null for none
     */
    public static INDArray mask(Model model, String name) {
        Layer layer = model instanceof MultiLayerNetwork network
                ? network.getLayer(Integer.parseInt(name))
                : ((ComputationGraph) model).getLayer(name);
        return layer == null ? null : layer.getMaskArray();
    }

    /**
     * A layer or a vertex, where it stands.
     *
     * @param name index or vertex name
     * @param trainable the layer or vertex
     * @param layer null where the vertex is none
     * @param inputs names of what it reads
     * @param output whether it is an output of the network
     */
    record Place(String name, Trainable trainable, Layer layer, List<String> inputs, boolean output) {
        /** Keys of the network's table of parameters, of those that are trained by gradients or of the others. */
        List<String> keys(boolean byGradients) {
            Map<String, ?> table = trainable.paramTable(false);
            if (table == null) {
                return List.of();
            }
            return table.keySet().stream()
                    .filter(key -> trainable.updaterDivideByMinibatch(key) == byGradients)
                    .map(key -> name + "_" + key)
                    .toList();
        }
    }

    /** From the input to the output; a graph's input vertices are left out. */
    static List<Place> of(Model model) {
        List<Place> places = new ArrayList<>();
        if (model instanceof MultiLayerNetwork network) {
            Layer[] layers = network.getLayers();
            for (int i = 0; i < layers.length; i++) {
                places.add(new Place(
                        Integer.toString(i),
                        layers[i],
                        layers[i],
                        List.of(i == 0 ? INPUT : Integer.toString(i - 1)),
                        i == layers.length - 1));
            }
        } else if (model instanceof ComputationGraph graph) {
            GraphVertex[] vertices = graph.getVertices();
            for (int index : graph.topologicalSortOrder()) {
                GraphVertex vertex = vertices[index];
                if (!vertex.isInputVertex()) {
                    String name = vertex.getVertexName();
                    places.add(new Place(
                            name,
                            vertex,
                            vertex.hasLayer() ? vertex.getLayer() : null,
                            graph.getConfiguration().getVertexInputs().get(name),
                            graph.getConfiguration().getNetworkOutputs().contains(name)));
                }
            }
        } else {
            throw unknown(model);
        }
        return places;
    }

    /** Fails for a network that has no layers yet, where DL4J would fail with a NullPointerException. */
    static void requireInitialised(Model model) {
        boolean ready = model instanceof MultiLayerNetwork network
                ? network.getLayers() != null
                : !(model instanceof ComputationGraph graph) || graph.getVertices() != null;
        if (!ready) {
            throw new IllegalArgumentException("the network is not initialised: call its init() first");
        }
    }

    /** The exception for a model that is neither of DL4J's two kinds of network. */
    static IllegalArgumentException unknown(Model model) {
        return new IllegalArgumentException("expected a MultiLayerNetwork or a ComputationGraph, got "
                + (model == null ? "null" : model.getClass().getName()));
    }
}
