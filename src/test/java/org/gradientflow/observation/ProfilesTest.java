package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Sequences of five steps, of which a mask leaves two. */
class ProfilesTest {
    private static final INDArray INPUT =
            Nd4j.linspace(1, 30, 30).divi(10).reshape(2, 3, 5).castTo(Nd4j.dataType());
    private static final INDArray LABELS = Nd4j.ones(2, 1, 5);

    private static SimpleRnn hidden() {
        return new SimpleRnn.Builder()
                .nIn(3)
                .nOut(4)
                .activation(Activation.TANH)
                .build();
    }

    private static RnnOutputLayer output() {
        return new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(4)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static MultiLayerNetwork layered() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list(hidden(), output())
                .build());
        network.init();
        return network;
    }

    private static ComputationGraph graph() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .graphBuilder()
                .addInputs("in")
                .addLayer("0", hidden(), "in")
                .addLayer("1", output(), "0")
                .setOutputs("1")
                .build());
        graph.init();
        graph.setParams(layered().params());
        return graph;
    }

    private static TrainingData data(INDArray mask) {
        return new TrainingData(
                List.of(INPUT), List.of(LABELS), mask == null ? List.of() : Arrays.asList(mask), List.of());
    }

    private static INDArray firstTwoSteps() {
        return Nd4j.createFromArray(new float[][] {{1, 1, 0, 0, 0}, {1, 1, 0, 0, 0}});
    }

    @Test
    void ofAGraphAreThoseOfTheSameLayers() {
        for (INDArray mask : Arrays.asList(null, firstTwoSteps())) {
            ActivityProfile expected = Profiles.of(layered(), data(mask));
            ActivityProfile profile = Profiles.of(graph(), data(mask));

            assertThat(profile.score()).isCloseTo(expected.score(), within(1e-6));
            assertThat(profile.outputs()).isEqualTo(expected.outputs());
            assertThat(profile.units()).containsOnlyKeys("0", "1");
            for (String layer : List.of("0", "1")) {
                assertThat(profile.units().get(layer).mean())
                        .as(layer)
                        .containsExactly(expected.units().get(layer).mean(), within(1e-6));
                assertThat(profile.units().get(layer).activeShare()).containsOnly(1); // masked steps are 0
            }
        }
    }

    @Test
    void leaveNoMaskBehind() {
        MultiLayerNetwork network = layered();
        ComputationGraph graph = graph();

        Profiles.of(network, data(firstTwoSteps()));
        Profiles.of(graph, data(firstTwoSteps()));

        assertThat(network.getLayers()).allMatch(layer -> layer.getMaskArray() == null);
        assertThat(graph.getLayers()).allMatch(layer -> layer.getMaskArray() == null);
    }
}
