package org.gradientflow.diagnosis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.experiment.Cases;
import org.gradientflow.network.Networks;
import org.gradientflow.observation.FlowProbe;
import org.gradientflow.observation.Probe;
import org.gradientflow.observation.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ForecastTest {
    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(9);
    }

    private static MultiLayerNetwork deep(Activation activation, WeightInit scheme, double bias, int depth, int width) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(4)
                .updater(new Sgd(0.01))
                .activation(activation)
                .weightInit(scheme)
                .biasInit(bias)
                .list();
        for (int i = 0; i < depth; i++) {
            layers.layer(new DenseLayer.Builder().nIn(width).nOut(width).build());
        }
        MultiLayerNetwork network = new MultiLayerNetwork(layers.layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(width)
                        .nOut(width)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        return network;
    }

    private static DataSet noise(int rows, int columns) {
        return new DataSet(Nd4j.rand(rows, columns).muli(2).subi(1), Nd4j.rand(rows, columns));
    }

    /**
     * Gains follow the forecast closely. How far the errors of a batch's rows point the same way is not in the configuration,
     * which is worth about the root of the batch's size, 4: gradients follow it within a factor of 6. Over these networks they
     * span four orders of magnitude.
     */
    @ParameterizedTest
    @CsvSource({
        "RELU, RELU",
        "RELU, XAVIER",
        "RELU, UNIFORM",
        "TANH, XAVIER",
        "TANH, SIGMOID_UNIFORM",
        "SIGMOID, XAVIER",
        "IDENTITY, LECUN_NORMAL",
        "ELU, RELU",
        "LEAKYRELU, RELU"
    })
    void gainsAndGradientsAreWhatTheFirstStepThenShows(Activation activation, WeightInit scheme) {
        int depth = 5;
        MultiLayerNetwork network = deep(activation, scheme, 0, depth, 64);
        DataSet data = noise(64, 64);

        Forecast forecast = Forecast.of(network, data.getFeatures());
        Snapshot first = FlowProbe.of(network)
                .on(data)
                .batch(16)
                .steps(1)
                .run()
                .history()
                .first();

        double last = first.parameters().get(depth + "_W").gradient().rms();
        double input = Math.sqrt(1 / 3.0); // of the uniform distribution on [-1, 1)
        for (int i = 0; i < depth; i++) {
            LayerForecast layer = forecast.layer(Integer.toString(i));
            double spread = first.units().get(layer.layer()).rmsSpread();
            assertThat(layer.forwardGain() / (spread / input))
                    .as("gain of " + i)
                    .isBetween(1 / 1.4, 1.4);
            input = spread;
            double gradient = first.parameters().get(i + "_W").gradient().rms() / last;
            assertThat(layer.gradient() / gradient).as("gradient of " + i).isBetween(1 / 6.0, 6.0);
        }
    }

    @Test
    void theOriginalsThreeLayerNetIsForecastToVanish() {
        INDArray x = Nd4j.rand(256, 1).muli(2).subi(1);
        Forecast broken = Forecast.of(Networks.create(Cases.THREE_LAYER), x);
        Forecast mended = Forecast.of(Networks.create(Cases.THREE_LAYER_XAVIER), x);

        // sqrt(16/2) * 1e-3 = .0028 of weights drawn from N(0, 1e-3); Xavier's variance 2/32 gives sqrt(16/2/16) = .71.
        assertThat(broken.layer("1").forwardGain()).isCloseTo(0.0028, within(5e-4));
        assertThat(broken.firstToLast()).isBetween(1e-4, 1e-2);
        assertThat(mended.layer("1").forwardGain()).isCloseTo(0.71, within(0.15));
        assertThat(mended.firstToLast()).isGreaterThan(0.1);
    }

    @Test
    void unitsWhoseBiasKeepsThemOffAreForecastDead() {
        INDArray x = Nd4j.rand(256, 1).muli(2).subi(1);
        MultiLayerNetwork network = Networks.create(Cases.THREE_LAYER);
        Forecast forecast = Forecast.of(network, x);
        Probe probe = FlowProbe.of(network).on(new DataSet(x, x)).steps(1).run();

        double measured = probe.before().units().get("1").deadShare();
        assertThat(measured).isBetween(0.3, 0.8); // the signal is small: units with a negative bias stay off
        assertThat(forecast.layer("1").deadUnits()).isCloseTo(measured, within(0.1));
        assertThat(Forecast.of(deep(Activation.RELU, WeightInit.RELU, -50, 2, 20), Nd4j.rand(64, 20))
                        .layer("0")
                        .deadUnits())
                .isCloseTo(1, within(1e-6));
        assertThat(Forecast.of(deep(Activation.RELU, WeightInit.RELU, 0, 2, 20), Nd4j.rand(64, 20))
                        .layer("1")
                        .deadUnits())
                .isLessThan(0.05);
    }

    @Test
    void withoutBiasALayerIsOffForAnInputWithChance2ToTheMinusN() {
        Forecast forecast = Forecast.of(deep(Activation.RELU, WeightInit.RELU, 0, 3, 4), Nd4j.rand(64, 4));

        assertThat(forecast.layer("1").deadLayer()).isCloseTo(1 / 16.0, within(1e-6));
        assertThat(forecast.deadPath()).isCloseTo(1 - Math.pow(15 / 16.0, 3), within(1e-6));
    }

    @Test
    void gainsOfKnownWeightsAreTheFormulas() {
        MultiLayerNetwork network = deep(Activation.IDENTITY, WeightInit.ONES, 0, 1, 9);
        network.getParam("0_W").assign(0.2);

        LayerForecast layer = Forecast.of(network, Nd4j.rand(8, 9)).layer("0");

        assertThat(layer.weightRms()).isCloseTo(0.2, within(1e-6));
        assertThat(layer.forwardGain()).isCloseTo(0.6, within(1e-4)); // sqrt(9) * .2
        assertThat(layer.backwardGain()).isCloseTo(0.6, within(1e-4));
    }

    @Test
    void asManyArraysAsInputsAreWanted() {
        MultiLayerNetwork network = deep(Activation.RELU, WeightInit.RELU, 0, 1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Forecast.of(network))
                .withMessage("expected an array for each of the inputs [input], got 0");
    }
}
