package org.gradientflow.diagnosis.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

class AveragingTest {
    static Stream<Model> networks() {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.TANH, layer -> layer.setIUpdater(new Sgd(1e-3)));
        return Stream.of(network, network.toComputationGraph());
    }

    private static INDArray step(Subject subject) {
        INDArray before = subject.model().params().dup();
        subject.fit(TrainingData.of(SmallClassifier.data()));
        return subject.model().params().sub(before);
    }

    /** What a configuration says and what a step does: DL4J asks the network, and others ask its layers. */
    @ParameterizedTest
    @MethodSource("networks")
    void switchedOffStepsAreAsManyTimesLargerAsABatchHasRows(Model network) {
        Subject subject = Subject.of(network);
        Subject summed = Averaging.switched(subject, false);

        assertThat(divides(summed)).containsOnly(false);
        assertThat(divides(subject)).as("the network itself").containsOnly(true);
        assertThat(divides(Averaging.switched(summed, true))).containsOnly(true);
        double averagedStep = step(subject).norm2Number().doubleValue();
        double summedStep = step(summed).norm2Number().doubleValue();
        assertThat(summedStep / averagedStep).isCloseTo(SmallClassifier.ROWS, within(0.01 * SmallClassifier.ROWS));
    }

    private static Stream<Boolean> divides(Subject subject) {
        Stream<Boolean> layers =
                subject.layers().stream().map(layer -> layer.conf().isMiniBatch());
        Stream<Boolean> configured = subject.model() instanceof MultiLayerNetwork network
                ? network.getLayerWiseConfigurations().getConfs().stream().map(layer -> layer.isMiniBatch())
                : ((ComputationGraph) subject.model())
                        .getConfiguration().getVertices().values().stream()
                                .map(vertex ->
                                        ((LayerVertex) vertex).getLayerConf().isMiniBatch());
        return Stream.concat(
                layers,
                Stream.concat(configured, Stream.of(subject.model().conf().isMiniBatch())));
    }
}
