package org.gradientflow.diagnosis.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.RuleHarness;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.model.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.*;

class WeightMovementTest {
    private static boolean normalised(IUpdater updater) {
        return normalised(SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(updater)));
    }

    private static boolean normalised(MultiLayerNetwork network) {
        return WeightMovement.of(Architecture.of(network), Map.of(), List.of()).normalised();
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
        assertThat(normalised(updater)).isTrue();
    }

    static Stream<IUpdater> proportional() {
        return Stream.of(new Sgd(0.01), new Nesterovs(0.01));
    }

    @ParameterizedTest
    @MethodSource("proportional")
    void sayMuchWhereItDoesNot(IUpdater updater) {
        assertThat(normalised(updater)).isFalse();
    }

    @Test
    void oneLayerThatNormalisesIsEnoughAndOneThatStandsStillIsNone() {
        MultiLayerConfiguration one = SmallClassifier.configuration(Activation.RELU);
        one.getConfs().forEach(layer -> ((BaseLayer) layer.getLayer()).setIUpdater(new Sgd(0.01)));
        ((BaseLayer) one.getConf(1).getLayer()).setIUpdater(new Adam(0.01));
        assertThat(normalised(SmallClassifier.init(one))).isTrue();

        ((BaseLayer) one.getConf(1).getLayer()).setIUpdater(new Adam(0));
        assertThat(normalised(SmallClassifier.init(one))).isFalse();
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
        WeightMovement movement = examination.movement();
        assertThat(movement.firstParameter()).contains("0_W");
        assertThat(movement.first()).isCloseTo(first, within(1e-4 * first));
        assertThat(movement.firstBetween(network, trained)).isCloseTo(first, within(1e-4 * first));
        assertThat(movement.most()).isCloseTo(most, within(1e-4 * most));
        assertThat(movement.firstBetween(network, network)).isZero();
    }

    private static double moved(MultiLayerNetwork from, MultiLayerNetwork to, String key) {
        INDArray start = from.getParam(key);
        return to.getParam(key).sub(start).norm2Number().doubleValue()
                / start.norm2Number().doubleValue();
    }
}
