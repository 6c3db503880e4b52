package org.gradientflow.diagnosis.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.RuleHarness;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.*;

class WeightMovementTest {
    private static Examination with(IUpdater updater) {
        return RuleHarness.examination(
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(updater)),
                SmallClassifier.data());
    }

    static Stream<IUpdater> normalising() {
        return Stream.of(
                new Adam(0.01),
                new AdaMax(0.01),
                new AMSGrad(0.01),
                new Nadam(0.01),
                new AdaBelief(0.01),
                new RmsProp(0.01),
                new AdaGrad(0.01),
                new AdaDelta());
    }

    @ParameterizedTest
    @MethodSource("normalising")
    void sayNothingOfGradientsWhereTheUpdaterNormalises(IUpdater updater) {
        assertThat(WeightMovement.normalised(with(updater))).isTrue();
    }

    static Stream<IUpdater> proportional() {
        return Stream.of(new Sgd(0.01), new Nesterovs(0.01));
    }

    @ParameterizedTest
    @MethodSource("proportional")
    void sayMuchWhereItDoesNot(IUpdater updater) {
        assertThat(WeightMovement.normalised(with(updater))).isFalse();
    }

    @Test
    void oneLayerThatNormalisesIsEnoughAndOneThatStandsStillIsNone() {
        MultiLayerConfiguration one = SmallClassifier.configuration(Activation.RELU);
        one.getConfs().forEach(layer -> ((BaseLayer) layer.getLayer()).setIUpdater(new Sgd(0.01)));
        ((BaseLayer) one.getConf(1).getLayer()).setIUpdater(new Adam(0.01));
        assertThat(WeightMovement.normalised(
                        RuleHarness.examination(SmallClassifier.init(one), SmallClassifier.data())))
                .isTrue();

        ((BaseLayer) one.getConf(1).getLayer()).setIUpdater(new Adam(0));
        assertThat(WeightMovement.normalised(
                        RuleHarness.examination(SmallClassifier.init(one), SmallClassifier.data())))
                .isFalse();
    }

    @Test
    void areDistancesByTheSizeAtTheStart() {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(0.1)));
        Examination examination = RuleHarness.examination(network, SmallClassifier.data());
        MultiLayerNetwork trained = (MultiLayerNetwork) examination.probe().trained();
        double first = moved(network, trained, "0_W");
        double most = Math.max(first, Math.max(moved(network, trained, "1_W"), moved(network, trained, "2_W")));

        assertThat(first).isGreaterThan(0.01);
        assertThat(WeightMovement.first(examination)).isCloseTo(first, within(1e-4 * first));
        assertThat(WeightMovement.firstBy(examination)).isCloseTo(first, within(1e-4 * first));
        assertThat(WeightMovement.most(examination)).isCloseTo(most, within(1e-4 * most));

        examination.trainOn(2);
        assertThat(WeightMovement.first(examination)).as("of the probe").isCloseTo(first, within(1e-4 * first));
        assertThat(WeightMovement.firstBy(examination)).as("by now").isGreaterThan(1.05 * first);
    }

    private static double moved(MultiLayerNetwork from, MultiLayerNetwork to, String key) {
        INDArray start = from.getParam(key);
        return to.getParam(key).sub(start).norm2Number().doubleValue()
                / start.norm2Number().doubleValue();
    }
}
