package org.gradientflow.observation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a network forward, outside training mode. */
final class Profiles {
    private Profiles() {}

    static ActivityProfile of(Model model, TrainingData sample) {
        return model instanceof MultiLayerNetwork network ? of(network, sample) : of((ComputationGraph) model, sample);
    }

    private static ActivityProfile of(MultiLayerNetwork network, TrainingData sample) {
        double score = network.score(copied(sample).toDataSet(), false);
        INDArray mask =
                sample.featureMasks().isEmpty() ? null : sample.featureMasks().get(0);
        network.setLayerMaskArrays(mask, null);
        List<INDArray> activations =
                network.feedForward(copied(sample).features().get(0), false);
        Map<String, UnitActivity> units = new LinkedHashMap<>();
        List<LayerFacts> layers = Architecture.of(network).layers();
        for (int i = 0; i < layers.size(); i++) {
            LayerFacts layer = layers.get(i);
            units.put(layer.name(), Activity.of(layer, activations.get(i + 1), mask));
        }
        network.clearLayerMaskArrays();
        return new ActivityProfile(score, units, List.of(activations.get(layers.size())));
    }

    private static ActivityProfile of(ComputationGraph graph, TrainingData sample) {
        double score = graph.score(copied(sample).toMultiDataSet(), false);
        if (!sample.featureMasks().isEmpty()) {
            graph.setLayerMaskArrays(sample.featureMasks().toArray(INDArray[]::new), null);
        }
        Map<String, INDArray> activations =
                graph.feedForward(copied(sample).features().toArray(INDArray[]::new), false);
        Map<String, UnitActivity> units = new LinkedHashMap<>();
        for (LayerFacts layer : Architecture.of(graph).layers()) {
            units.put(
                    layer.name(),
                    Activity.of(layer, activations.get(layer.name()), mask(sample, activations.get(layer.name()))));
        }
        graph.clearLayerMaskArrays();
        List<INDArray> outputs = graph.getConfiguration().getNetworkOutputs().stream()
                .map(activations::get)
                .toList();
        return new ActivityProfile(score, units, outputs);
    }

    /** For each run features of its own: a first layer that is an activation works in place. */
    private static TrainingData copied(TrainingData sample) {
        return new TrainingData(
                sample.features().stream().map(INDArray::dup).toList(),
                sample.labels(),
                sample.featureMasks(),
                sample.labelMasks());
    }

    /** DL4J clears the layers' masks on its way: the one over as many time steps is the layer's. */
    private static INDArray mask(TrainingData sample, INDArray activations) {
        return sample.featureMasks().stream()
                .filter(mask -> mask != null && activations.rank() == 3 && mask.size(1) == activations.size(2))
                .findFirst()
                .orElse(null);
    }
}
