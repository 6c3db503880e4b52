package org.gradientflow.diagnosis.variant;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.gradientflow.model.Changes;
import org.gradientflow.model.Subject;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Internal: the same network with initial weights of the scale that its activations need, to compare it with. */
public final class ReferenceInitialisation {
    private ReferenceInitialisation() {}

    /**
     * Draws it, from the seed in the network's own configuration.
     *
     * @param subject the network
     * @return the copy, untrained
     */
    public static Subject of(Subject subject) {
        return scaled(subject.redrawn(Changes.wellInitialised()));
    }

    /**
     * The same with tanh in place of sigmoid in hidden layers, which keeps the gradient's scale where sigmoid takes three
     * quarters of it at each layer.
     *
     * @param subject the network
     * @return the copy, untrained
     */
    public static Subject centred(Subject subject) {
        return scaled(subject.redrawn(
                layer -> Changes.wellInitialised().apply(Changes.centred().apply(layer))));
    }

    /**
     * Each sum with a skip connection adds to the signal: 2 m sums keep its scale when what is added is 1/sqrt(2 m) as large
     * (Zhang, Dauphin and Ma, "Fixup", 2019, section 3, for the depth's square root).
     */
    private static Subject scaled(Subject reference) {
        if (!(reference.model() instanceof ComputationGraph graph)) {
            return reference;
        }
        ComputationGraphConfiguration configuration = graph.getConfiguration();
        Set<String> added = new HashSet<>();
        int sums = 0;
        for (Map.Entry<String, GraphVertex> vertex : configuration.getVertices().entrySet()) {
            List<String> inputs = configuration.getVertexInputs().get(vertex.getKey());
            if (vertex.getValue() instanceof ElementWiseVertex && inputs.size() > 1) {
                sums++;
                // The skip connection itself stays as it is: the other inputs come after it.
                inputs.stream()
                        .filter(input -> inputs.stream().noneMatch(other -> comesBefore(input, other, configuration)))
                        .forEach(added::add);
            }
        }
        for (String layer : added) {
            INDArray weights = graph.paramTable().get(layer + "_W");
            if (weights != null) {
                weights.muli(1 / Math.sqrt(2.0 * sums));
            }
        }
        return reference;
    }

    private static boolean comesBefore(String vertex, String other, ComputationGraphConfiguration configuration) {
        Set<String> before = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(other));
        while (!next.isEmpty()) {
            configuration.getVertexInputs().getOrDefault(next.pop(), List.of()).stream()
                    .filter(before::add)
                    .forEach(next::push);
        }
        return before.contains(vertex);
    }
}
