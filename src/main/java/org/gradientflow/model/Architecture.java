package org.gradientflow.model;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a network.
 *
 * @param layers and vertices, from the input to the output
 * @param inputs names of the network's inputs; a layered network's is {@code input}
 * @param dataType of its parameters
 * @param miniBatch whether gradients are divided by the number of rows before they are used
 * @param graph whether it is a {@code ComputationGraph}
 * @param truncated whether it trains by truncated backpropagation through time
 */
public record Architecture(
        List<LayerFacts> layers,
        List<String> inputs,
        DataType dataType,
        boolean miniBatch,
        boolean graph,
        boolean truncated) {
    /**
     * Copies the lists.
     *
     * @param layers and vertices, from the input to the output
     * @param inputs names of the network's inputs; a layered network's is {@code input}
     * @param dataType of its parameters
     * @param miniBatch whether gradients are divided by the number of rows before they are used
     * @param graph whether it is a {@code ComputationGraph}
     * @param truncated whether it trains by truncated backpropagation through time
     */
    public Architecture {
        layers = List.copyOf(layers);
        inputs = List.copyOf(inputs);
    }

    /**
     * Reads a network.
     *
     * @param model an initialised MultiLayerNetwork or ComputationGraph
     * @return its facts
     * @throws IllegalArgumentException if it is another kind of model
     */
    public static Architecture of(Model model) {
        List<LayerFacts> layers = LayerReader.read(model);
        ComputationGraph graph = model instanceof ComputationGraph vertices ? vertices : null;
        BackpropType backprop = graph == null
                ? ((MultiLayerNetwork) model).getLayerWiseConfigurations().getBackpropType()
                : graph.getConfiguration().getBackpropType();
        return new Architecture(
                layers,
                graph == null
                        ? List.of(NetworkNodes.INPUT)
                        : graph.getConfiguration().getNetworkInputs(),
                model.params().dataType(),
                model.conf().isMiniBatch(),
                graph != null,
                backprop == BackpropType.TruncatedBPTT);
    }

    /**
     * One layer or vertex.
     *
     * @param name index or vertex name
     * @return its facts
     * @throws IllegalArgumentException if there is none of this name
     */
    public LayerFacts layer(String name) {
        return layers.stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no layer '%s'; there are %s"
                        .formatted(name, layers.stream().map(LayerFacts::name).toList())));
    }

    /**
     * The layers with parameters that gradients train, frozen or not.
     *
     * @return from the input to the output
     */
    public List<LayerFacts> withParameters() {
        return layers.stream().filter(layer -> !layer.parameters().isEmpty()).toList();
    }

    /**
     * The output layers.
     *
     * @return at least one in a network that can be trained
     */
    public List<LayerFacts> outputs() {
        return layers.stream().filter(LayerFacts::output).toList();
    }

    /**
     * Whether features are numbers of words or categories, which must not be scaled.
     *
     * @return true where a layer looks its input up in a table
     */
    public boolean readsIndices() {
        return layers.stream().anyMatch(LayerFacts::readsIndices);
    }
}
