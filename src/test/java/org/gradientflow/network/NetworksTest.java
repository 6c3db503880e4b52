package org.gradientflow.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.Floats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

class NetworksTest {
    @Test
    void theThreeLayerCaseIsDenseReluWithIdentityOutputAndClippingByValue() {
        MultiLayerConfiguration configuration = Networks.configuration(Cases.THREE_LAYER);

        assertThat(configuration.getConfs()).hasSize(3).allSatisfy(layer -> {
            BaseLayer base = (BaseLayer) layer.getLayer();
            assertThat(base.getGradientNormalization()).isEqualTo(GradientNormalization.ClipElementWiseAbsoluteValue);
            assertThat(base.getGradientNormalizationThreshold()).isEqualTo(4.5);
            assertThat(base.getIUpdater()).isEqualTo(new Sgd(1e-3));
            assertThat(layer.isMiniBatch()).isFalse();
        });
        assertThat(((BaseLayer) configuration.getConf(1).getLayer()).getActivationFn())
                .isInstanceOf(ActivationReLU.class);
        assertThat(((BaseLayer) configuration.getConf(2).getLayer()).getActivationFn())
                .isInstanceOf(ActivationIdentity.class);
    }

    @Test
    void adamHasTensorFlowsDefaults() {
        MultiLayerConfiguration configuration = Networks.configuration(Cases.AUTOENCODER_ADAM);

        assertThat(((BaseLayer) configuration.getConf(0).getLayer()).getIUpdater())
                .isEqualTo(new Adam(1e-3, 0.9, 0.999, 1e-8));
    }

    @Test
    void anInfiniteBoundDoesNotClip() {
        MultiLayerConfiguration configuration =
                Networks.configuration(Cases.TWO_LAYER.withClip(Double.POSITIVE_INFINITY));

        assertThat(((BaseLayer) configuration.getConf(0).getLayer()).getGradientNormalization())
                .isEqualTo(GradientNormalization.None);
    }

    static Iterable<Experiment> cases() {
        return Cases.ALL;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCaseHasTheOriginalsShapes(Experiment experiment) {
        MultiLayerNetwork network = Networks.create(experiment);

        int parameters = experiment.weightLayers() == 2 ? 16 + 16 + 16 + 1 : 16 + 16 + 256 + 16 + 16 + 1;
        assertThat(network.numParams()).isEqualTo(parameters);
        assertThat(network.output(Nd4j.zeros(3, 1)).shape()).containsExactly(3, 1);
    }

    @Test
    void normalCasesDrawWeightsAndBiasesAlike() {
        Experiment wide = Cases.THREE_LAYER.withHidden(2_000, 50);
        MultiLayerNetwork network = Networks.create(wide);

        for (String key : new String[] {"0_W", "0_b", "1_W"}) {
            INDArray values = network.getParam(key);
            // 2,000 draws or more: the standard error of their deviation is 1.6 percent.
            assertThat(values.stdNumber(false).doubleValue()).as(key).isCloseTo(1e-3, within(1e-4));
            assertThat(values.meanNumber().doubleValue()).as(key).isCloseTo(0, within(1e-4));
        }
        assertThat(network.getParam("0_b")).isNotEqualTo(network.getParam("0_W"));
    }

    @Test
    void xavierIsUniformWithBiasesOfATenth() {
        MultiLayerNetwork network = Networks.create(Cases.THREE_LAYER_XAVIER.withHidden(100, 300));
        INDArray weights = network.getParam("1_W");
        double bound = Math.sqrt(6.0 / (100 + 300));

        assertThat(weights.amaxNumber().doubleValue())
                .isLessThanOrEqualTo(bound)
                .isCloseTo(bound, within(0.01 * bound));
        assertThat(weights.stdNumber(false).doubleValue()).isCloseTo(bound / Math.sqrt(3), within(0.01 * bound));
        assertThat(network.getParam("1_b").minNumber().floatValue()).isEqualTo(0.1f);
        assertThat(network.getParam("1_b").maxNumber().floatValue()).isEqualTo(0.1f);
    }

    @Test
    void biasesCanBeDrawnByAScheme() {
        MultiLayerNetwork network =
                Networks.create(Cases.THREE_LAYER_XAVIER.withBias(Bias.SAME).withHidden(100, 300));

        assertThat(network.getParam("1_b").amaxNumber().doubleValue())
                .isLessThanOrEqualTo(Math.sqrt(6.0 / 400))
                .isGreaterThan(0.9 * Math.sqrt(6.0 / 400));
    }

    /** ND4J takes seed 0 for the present time; its second state is the seed xor 0xdeadbeef, which is 0 for the third seed. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 0xdeadbeef, Long.MIN_VALUE, Long.MAX_VALUE})
    void aSeedGivesTheSameNetworkOnEveryThreadAndAnotherSeedGivesAnother(long seed) {
        for (Experiment experiment :
                List.of(Cases.THREE_LAYER.withSeed(seed), Cases.THREE_LAYER_XAVIER.withSeed(seed))) {
            float[] here = parameters(experiment);
            Nd4j.getRandom().setSeed(99);
            Nd4j.rand(7);

            assertThat(parameters(experiment)).containsExactly(here);
            assertThat(CompletableFuture.supplyAsync(() -> parameters(experiment))
                            .join())
                    .containsExactly(here);
            assertThat(parameters(experiment.withSeed(12_345))).isNotEqualTo(here);
        }
    }

    private static float[] parameters(Experiment experiment) {
        return Floats.of(Networks.create(experiment).params());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void variablesAreNamedAsTheOriginalNamesThem(int layers) {
        String[] expected = switch (layers) {
            case 2 -> new String[] {"W=0_W", "b=0_b", "W2=1_W", "b2=1_b"};
            case 3 -> new String[] {"W=0_W", "b=0_b", "W1=1_W", "b1=1_b", "W2=2_W", "b2=2_b"};
            default ->
                IntStream.range(0, layers)
                        .boxed()
                        .flatMap(i -> java.util.stream.Stream.of(
                                "W" + (i == 0 ? "" : i) + "=" + i + "_W", "b" + (i == 0 ? "" : i) + "=" + i + "_b"))
                        .toArray(String[]::new);
        };

        assertThat(ParameterNames.of(layers))
                .extracting(name -> name.original() + "=" + name.key())
                .containsExactly(expected);
    }
}
