package org.gradientflow.diagnosis.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.Subject;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class PermutedTest {
    private static MultiLayerNetwork permuted(long seed) {
        Subject copy = Subject.of(SmallClassifier.healthy()).copy();
        Permuted.weights(copy, seed);
        return (MultiLayerNetwork) copy.model();
    }

    /** Each row's numbers in order, the rows in order: what is left of a matrix whose rows and columns may stand anywhere. */
    private static List<String> rows(INDArray matrix) {
        return Arrays.stream(matrix.toDoubleMatrix())
                .map(row -> Arrays.toString(Arrays.stream(row).sorted().toArray()))
                .sorted()
                .toList();
    }

    @Test
    void inputsAndUnitsStandInAnotherOrderButStayWhole() {
        MultiLayerNetwork before = SmallClassifier.healthy();
        MultiLayerNetwork after = permuted(2);

        for (String key : List.of("0_W", "1_W", "2_W")) {
            INDArray was = before.getParam(key);
            INDArray is = after.getParam(key);
            assertThat(is).as(key).isNotEqualTo(was);
            assertThat(rows(is)).as("inputs of " + key).isEqualTo(rows(was));
            assertThat(rows(is.transpose())).as("units of " + key).isEqualTo(rows(was.transpose()));
            assertThat(largestOfRows(is)).as("inputs of " + key).isNotEqualTo(largestOfRows(was));
            assertThat(largestOfRows(is.transpose()))
                    .as("units of " + key)
                    .isNotEqualTo(largestOfRows(was.transpose()));
        }
    }

    /** Which inputs come in which order, whatever the order of the units. */
    private static List<Double> largestOfRows(INDArray matrix) {
        return Arrays.stream(matrix.toDoubleMatrix())
                .map(row -> Arrays.stream(row).max().orElseThrow())
                .toList();
    }

    @Test
    void aSeedIsAnOrder() {
        assertThat(permuted(2).params()).isEqualTo(permuted(2).params());
        assertThat(permuted(3).params()).isNotEqualTo(permuted(2).params());
    }

    @Test
    void onlyWeightsAreMoved() {
        Subject copy = Subject.of(SmallClassifier.healthy()).copy();
        INDArray biases =
                Nd4j.linspace(1, SmallClassifier.WIDTH, SmallClassifier.WIDTH).reshape(1, SmallClassifier.WIDTH);
        ((MultiLayerNetwork) copy.model()).getParam("1_b").assign(biases);

        Permuted.weights(copy, 2);

        assertThat(Doubles.rowMajor(((MultiLayerNetwork) copy.model()).getParam("1_b")))
                .containsExactly(Doubles.rowMajor(biases));
    }

    @Test
    void aKernelStaysWhole() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(4, 4, 2))
                .build());
        network.init();
        Subject copy = Subject.of(network).copy();

        Permuted.weights(copy, 2);

        INDArray was = network.getParam("0_W");
        INDArray is = ((MultiLayerNetwork) copy.model()).getParam("0_W");
        assertThat(is).isNotEqualTo(was);
        assertThat(kernels(is)).isEqualTo(kernels(was));
    }

    private static List<String> kernels(INDArray weights) {
        return Arrays.stream(weights.dup('c').reshape('c', 8, 9).toDoubleMatrix())
                .map(Arrays::toString)
                .sorted()
                .toList();
    }

    /** Which word is which is not drawn. */
    @Test
    void tablesOfWordsStay() {
        MultiLayerNetwork network = SmallClassifier.init(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new EmbeddingLayer.Builder().nIn(20).nOut(6).build())
                .layer(new OutputLayer.Builder()
                        .nIn(6)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        INDArray words = network.getParam("0_W").dup();
        INDArray weights = network.getParam("1_W").dup();

        Permuted.weights(Subject.of(network), 3);

        assertThat(network.getParam("0_W")).isEqualTo(words);
        assertThat(network.getParam("1_W")).isNotEqualTo(weights);
    }
}
