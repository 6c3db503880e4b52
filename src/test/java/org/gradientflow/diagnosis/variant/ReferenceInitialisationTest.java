package org.gradientflow.diagnosis.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.model.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ReferenceInitialisationTest {
    private static final MultiLayerNetwork FAINT = SmallClassifier.withScaledWeights(Activation.SIGMOID, 1e-3, 0, 1, 2);

    private static List<String> activations(Subject subject) {
        return subject.layers().stream()
                .map(layer ->
                        ((BaseLayer) layer.conf().getLayer()).getActivationFn().toString())
                .toList();
    }

    private static double deviation(Subject subject, int layer) {
        return subject.model().getParam(layer + "_W").stdNumber().doubleValue();
    }

    @Test
    void itsWeightsAreDrawnAnew() {
        Subject subject = Subject.of(FAINT);
        Subject twin = ReferenceInitialisation.of(subject);

        assertThat(activations(twin)).isEqualTo(activations(subject)).startsWith("sigmoid", "sigmoid");
        assertThat(deviation(subject, 1)).isLessThan(1e-3);
        // Xavier: the root of 2 / (12 + 12), of 144 draws
        assertThat(deviation(twin, 1)).isCloseTo(0.289, within(0.06));
    }

    @Test
    void centredItHasTanhInPlaceOfSigmoidButNotAtTheOutput() {
        Subject subject = Subject.of(FAINT);

        assertThat(activations(ReferenceInitialisation.centred(subject))).containsExactly("tanh", "tanh", "softmax");
        assertThat(activations(subject)).as("the network itself").containsExactly("sigmoid", "sigmoid", "softmax");
        Subject bits = Subject.of(SmallClassifier.withOutput(
                output -> output.setActivationFn(Activation.SIGMOID.getActivationFunction())));
        assertThat(activations(ReferenceInitialisation.centred(bits))).containsExactly("relu", "relu", "sigmoid");
    }

    /** Two ways through each block: 2^50 through all of them. */
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void fiftyBlocksAreNoMoreThanFiftyTimesOne() {
        ComputationGraphConfiguration.GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("sum0", new DenseLayer.Builder().nIn(2).nOut(2).build(), "in");
        for (int block = 1; block <= 50; block++) {
            builder.addLayer(
                            "layer" + block,
                            new DenseLayer.Builder().nIn(2).nOut(2).build(),
                            "sum" + (block - 1))
                    .addVertex(
                            "sum" + block,
                            new ElementWiseVertex(ElementWiseVertex.Op.Add),
                            "sum" + (block - 1),
                            "layer" + block);
        }
        ComputationGraph graph = new ComputationGraph(builder.addLayer(
                        "out",
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(2)
                                .nOut(1)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "sum50")
                .setOutputs("out")
                .build());
        graph.init();

        Subject twin = ReferenceInitialisation.of(Subject.of(graph));

        assertThat(twin.model().getParam("layer50_W").amaxNumber().doubleValue())
                .as("what is added shrinks with the number of sums")
                .isLessThan(twin.model().getParam("sum0_W").amaxNumber().doubleValue());
    }
}
