package org.gradientflow.diagnosis.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

class LsuvTest {
    @Test
    void everyLayersSumsHaveVarianceOne() {
        MultiLayerNetwork network =
                SmallRegression.network(Activation.TANH, layer -> layer.setWeightInitFn(SmallRegression.normal(1e-3)));
        DataSet data = SmallRegression.data();
        assertThat(variance(sums(network, 0, data.getFeatures()))).isLessThan(1e-4);
        Lsuv.scale(network, TrainingData.of(data));
        INDArray first = sums(network, 0, data.getFeatures());
        assertThat(variance(first)).isCloseTo(1, within(0.1));
        assertThat(variance(sums(network, 1, Transforms.tanh(first)))).isCloseTo(1, within(0.1));
        assertThat(network.feedForward(data.getFeatures(), false)
                        .get(1)
                        .amaxNumber()
                        .doubleValue())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void aLayerThatDoesNotVaryStaysAsItIs() {
        MultiLayerNetwork network = SmallRegression.network(Activation.RELU, layer -> {});
        network.getParam("1_W").assign(0);
        Lsuv.scale(network, TrainingData.of(SmallRegression.data()));
        assertThat(network.getParam("1_W").amaxNumber().doubleValue()).isZero();
    }

    @Test
    void aFrozenLayerStaysAsItIs() {
        MultiLayerNetwork network = SmallClassifier.init(new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(new NormalDistribution(0, 1e-3))
                .list()
                .layer(new FrozenLayer(new DenseLayer.Builder().nIn(2).nOut(3).build()))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(3)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        INDArray frozen = network.getParam("0_W").dup();
        INDArray last = network.getParam("1_W").dup();

        Lsuv.scale(network, TrainingData.of(SmallRegression.data()));

        assertThat(network.getParam("0_W")).isEqualTo(frozen);
        assertThat(network.getParam("1_W")).isNotEqualTo(last);
    }

    private static INDArray sums(MultiLayerNetwork network, int layer, INDArray input) {
        return input.mmul(network.getParam(layer + "_W")).addRowVector(network.getParam(layer + "_b"));
    }

    private static double variance(INDArray array) {
        return array.varNumber().doubleValue();
    }
}
