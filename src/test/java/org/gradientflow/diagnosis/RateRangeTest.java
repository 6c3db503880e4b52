package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** The learning-rate range test. */
class RateRangeTest {
    private static final TrainingData DATA = TrainingData.of(SmallClassifier.data());

    @Test
    void theUsefulRatesLieBetweenTooSmallAndTooLargeOnes() {
        MultiLayerNetwork network = withRate(1e-5);
        INDArray before = network.params().dup();

        RateRange range = RateRange.of(network, DATA, 30);

        assertThat(range.own()).isCloseTo(1e-5, within(1e-12));
        assertThat(range.points()).hasSize(17);
        assertThat(range.points().get(0).rate()).isCloseTo(1e-7, within(1e-12));
        assertThat(range.points().get(16).rate()).isCloseTo(10, within(1e-6));
        assertThat(range.points().get(0).skill()).isLessThan(0.1);
        assertThat(range.least().orElseThrow()).isBetween(1e-3, 1.0);
        assertThat(range.largest().orElseThrow())
                .isGreaterThanOrEqualTo(range.least().orElseThrow())
                .isLessThan(10);
        assertThat(network.params()).isEqualTo(before);
    }

    @Test
    void aNetworkWithoutARateIsRefused() {
        assertThatThrownBy(() -> RateRange.of(withRate(0), DATA, 30))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no layer has a learning rate above 0");
    }

    @Test
    void oneBatchIsLearnedByHeart() {
        assertThat(OneBatch.of(SmallClassifier.healthy(), DATA, 16).byHeart()).isTrue();
        OneBatch still = OneBatch.of(withRate(1e-7), DATA, 1);
        assertThat(still.byHeart()).isFalse();
        assertThat(still.rows()).isEqualTo(8);
    }

    private static MultiLayerNetwork withRate(double rate) {
        return SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(rate)));
    }
}
