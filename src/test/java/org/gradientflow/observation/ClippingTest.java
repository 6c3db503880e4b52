package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The oracle is DL4J's updater: with gradient descent at rate 1, the update is the clipped gradient. */
class ClippingTest {
    private static final double THRESHOLD = 0.02;
    private static final int ROWS = 4;

    static Stream<GradientNormalization> kinds() {
        return Stream.of(GradientNormalization.values());
    }

    private static MultiLayerNetwork network(GradientNormalization kind) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Sgd(1))
                .gradientNormalization(kind)
                .gradientNormalizationThreshold(THRESHOLD)
                .list()
                .layer(new DenseLayer.Builder().nIn(3).nOut(5).build())
                .layer(new BatchNormalization.Builder().build())
                .layer(new OutputLayer.Builder(LossFunction.MSE).nOut(2).build())
                .build());
        network.init();
        return network;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isWhatTheUpdaterMakesOfTheGradient(GradientNormalization kind) {
        Model network = network(kind);
        FlowRecorder recorder = new FlowRecorder(network);
        network.setListeners(recorder);
        Nd4j.getRandom().setSeed(1);
        INDArray inputs = Nd4j.rand(ROWS, 3);

        ((MultiLayerNetwork) network).fit(new DataSet(inputs, Nd4j.rand(ROWS, 2)));

        Map<String, ParameterFlow> flows = recorder.history().first().parameters();
        assertThat(flows).containsOnlyKeys("0_W", "0_b", "1_gamma", "1_beta", "2_W", "2_b");
        flows.forEach((key, flow) -> {
            assertThat(flow.clipped().norm()).as(key).isCloseTo(flow.update().norm(), within(1e-6));
            assertThat(flow.clipped().mean()).as(key).isCloseTo(flow.update().mean(), within(1e-6));
            assertThat(flow.clipped().maxAbs()).as(key).isCloseTo(flow.update().maxAbs(), within(1e-6));
        });
        if (kind != GradientNormalization.None) { // or nothing was tested
            assertThat(List.of("0_W", "2_W"))
                    .anyMatch(key -> Math.abs(flows.get(key).clipped().norm()
                                            * ROWS
                                            / flows.get(key).gradient().norm()
                                    - 1)
                            > 0.1);
        }
    }
}
