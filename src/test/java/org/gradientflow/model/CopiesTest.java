package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.gradientflow.recording.Nets;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** A copy goes on training exactly as its original would, and the original does not notice. */
class CopiesTest {
    private static final String UNKNOWN =
            "expected a MultiLayerNetwork or a ComputationGraph, got org.deeplearning4j.nn.layers";

    private static DataSet row() {
        return new DataSet(Nd4j.createFromArray(new float[][] {{0.5f}}), Nd4j.createFromArray(new float[][] {{0.3f}}));
    }

    @Test
    void aLayeredNetworksCopyTrainsAsItWould() {
        MultiLayerNetwork network = Nets.threeLayer();
        Nets.train(network, 5);
        network.setListeners(new ScoreIterationListener());
        INDArray before = network.params().dup();

        MultiLayerNetwork copy = (MultiLayerNetwork) Copies.of(network);
        assertThat(copy.getListeners()).isEmpty();
        copy.fit(row());

        assertThat(network.params()).isEqualTo(before);
        assertThat(network.getListeners()).hasSize(1);
        network.setListeners(List.of());
        network.fit(row());
        assertThat(copy.params()).isEqualTo(network.params());
        assertThat(copy.getIterationCount()).isEqualTo(6);
    }

    @Test
    void aGraphsCopyTrainsAsItWould() {
        ComputationGraph graph = Nets.graph();
        for (int i = 0; i < 5; i++) {
            graph.fit(row());
        }
        graph.getConfiguration().setEpochCount(2);
        INDArray before = graph.params().dup();

        ComputationGraph copy = (ComputationGraph) Copies.of(graph);
        copy.fit(row());

        assertThat(graph.params()).isEqualTo(before);
        graph.fit(row());
        assertThat(copy.params()).isEqualTo(graph.params());
        assertThat(copy.getIterationCount()).isEqualTo(6);
        assertThat(copy.getEpochCount()).isEqualTo(2);
    }

    /** Its updater is as old as the training, and knows nothing of the frozen layer. */
    @Test
    void aLayerThatIsFrozenAfterTrainingLeavesTheCountOfSteps() {
        MultiLayerNetwork network = Nets.threeLayer();
        Nets.train(network, 5);
        network.getLayers()[0] = new FrozenLayer(network.getLayer(0));
        network.setLayers(network.getLayers());

        assertThat(((MultiLayerNetwork) Copies.of(network)).getIterationCount()).isEqualTo(5);
        assertThat(((MultiLayerNetwork) Copies.changed(network, (name, layer) -> layer)).getIterationCount())
                .isEqualTo(5);
    }

    @Test
    void aNetworkWithoutLayersYetIsRefused() {
        MultiLayerNetwork network = new MultiLayerNetwork(
                Nets.threeLayer().getLayerWiseConfigurations().clone());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Copies.of(network))
                .withMessage("the network is not initialised: call its init() first");
    }

    @Test
    void aLayerThatWasFrozenAfterwardsIsFrozenInTheCopy() {
        MultiLayerNetwork network = Nets.threeLayer();
        network.getLayers()[0] = new FrozenLayer(network.getLayer(0));
        network.setLayers(network.getLayers());
        ComputationGraph graph = Nets.graph();
        graph.getVertex("hidden").setLayerAsFrozen();

        MultiLayerNetwork copy = (MultiLayerNetwork) Copies.of(network);
        ComputationGraph copiedGraph = (ComputationGraph) Copies.of(graph);

        assertThat(copy.getLayers())
                .extracting(layer -> layer instanceof FrozenLayer)
                .containsExactly(true, false, false);
        assertThat(copiedGraph.getLayer("hidden")).isInstanceOf(FrozenLayer.class);
        assertThat(copiedGraph.getLayer("out")).isNotInstanceOf(FrozenLayer.class);
    }

    @Test
    void aFrozenLayersWeightsStayWhenTheCopyTrains() {
        MultiLayerNetwork network = Nets.threeLayer();
        network.getLayers()[0] = new FrozenLayer(network.getLayer(0));
        network.setLayers(network.getLayers());
        ComputationGraph graph = Nets.graph();
        graph.getVertex("hidden").setLayerAsFrozen();

        for (Map.Entry<Model, String> frozen :
                Map.<Model, String>of(network, "0_W", graph, "hidden_W").entrySet()) {
            Subject still = Subject.of(frozen.getKey()).copy();
            Subject thawed = Subject.of(frozen.getKey()).variant(Changes.thawed(new Sgd(0.1)));
            INDArray start = frozen.getKey().getParam(frozen.getValue());
            for (int step = 0; step < 5; step++) {
                still.fit(TrainingData.of(row()));
                thawed.fit(TrainingData.of(row()));
            }

            assertThat(still.model().getParam(frozen.getValue())).isEqualTo(start);
            assertThat(thawed.model().getParam(frozen.getValue()))
                    .as("a change can thaw it")
                    .isNotEqualTo(start);
        }
    }

    @Test
    void aLayerThatIsConfiguredAsFrozenIsFrozenOnce() {
        MultiLayerNetwork network = new TransferLearning.Builder(Nets.threeLayer())
                .setFeatureExtractor(0)
                .build();
        ComputationGraph graph = new TransferLearning.GraphBuilder(Nets.graph())
                .setFeatureExtractor("hidden")
                .build();

        FrozenLayer layer = (FrozenLayer) ((MultiLayerNetwork) Copies.of(network)).getLayer(0);
        FrozenLayer vertex = (FrozenLayer) ((ComputationGraph) Copies.of(graph)).getLayer("hidden");

        assertThat(layer.getInsideLayer()).isNotInstanceOf(FrozenLayer.class);
        assertThat(vertex.getInsideLayer()).isNotInstanceOf(FrozenLayer.class);
    }

    @Test
    void onlyNetworksAreCopiedAndCounted() {
        Model layer = Nets.threeLayer().getLayer(0);

        assertThatIllegalArgumentException().isThrownBy(() -> Copies.of(layer)).withMessageStartingWith(UNKNOWN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkNodes.of(layer))
                .withMessageStartingWith(UNKNOWN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Iterations.of(layer))
                .withMessageStartingWith(UNKNOWN);
    }

    @Test
    void theStepOfEitherKindOfNetworkIsCounted() {
        MultiLayerNetwork network = Nets.threeLayer();
        Nets.train(network, 3);
        ComputationGraph graph = Nets.graph();
        graph.fit(row());

        assertThat(Iterations.of(network)).isEqualTo(3);
        assertThat(Iterations.of(graph)).isEqualTo(1);
    }
}
