package org.gradientflow.diagnosis.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.gradientflow.diagnosis.fixture.RuleHarness;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;

class InitialScaleTest {
    private static InitialScale ratios(Double... ratios) {
        return new InitialScale(
                IntStream.range(0, ratios.length).mapToObj(i -> layer(i, 1)).toList(), List.of(ratios));
    }

    private static LayerState layer(int index, double gradient) {
        return new LayerState(
                Integer.toString(index), index + "_W", new ActivationReLU(), 1, 0, gradient, 0, 0, 1, 1, 1, 12);
    }

    private static List<LayerState> gradients(double... gradients) {
        return IntStream.range(0, gradients.length)
                .mapToObj(i -> layer(i, gradients[i]))
                .toList();
    }

    @Test
    void isLeastLargestAndProductOfTheLayers() {
        InitialScale scale = ratios(2.0, 0.5, 8.0);

        assertThat(scale.least()).isEqualTo(0.5);
        assertThat(scale.largest()).isEqualTo(8);
        assertThat(scale.product()).isEqualTo(8);
    }

    @Test
    void isOneWithoutLayers() {
        InitialScale none = ratios();

        assertThat(List.of(none.least(), none.largest(), none.product())).containsOnly(1.0);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @CsvSource({
        "1, 1e-3, 1, 1", // too small
        "1, 1, 1e3, 2", // too large is as bad
        "1.1e-2, 1e-3, 1e-4, 1", // just short of half as far off, in orders of magnitude; exactly half
        "1e-2, 1e-3, 1e-4, 0",
        "1, 1, 0, 2", // 30 orders
        "1, 1, 1, 0"
    })
    void theWorstIsTheFirstThatIsHalfAsFarOffAsAny(double first, double second, double third, String worst) {
        assertThat(ratios(first, second, third).worst().layer()).isEqualTo(worst);
    }

    @Test
    void theSmallestGradientIsHeldAgainstTheLargest() {
        assertThat(InitialScale.gradientRatio(gradients(0.2, 0.01, 0.4))).isCloseTo(0.025, within(1e-12));
        assertThat(InitialScale.gradientRatio(gradients(0.2, Double.NaN, 0.4)))
                .as("a frozen layer has none")
                .isCloseTo(0.5, within(1e-12));
        assertThat(InitialScale.gradientRatio(gradients(0, 0))).isEqualTo(1);
        assertThat(InitialScale.gradientRatio(gradients(0, 0.1))).isZero();
    }

    @Test
    void andAgainstTheReference() {
        assertThat(InitialScale.gradientAgainst(gradients(0.2, 0.01), gradients(0.1, 0.1)))
                .isCloseTo(0.1, within(1e-12));
        assertThat(InitialScale.gradientAgainst(gradients(0.2, 0.3), gradients(0.1, 0.1)))
                .as("never above 1")
                .isEqualTo(1);
        assertThat(InitialScale.gradientAgainst(gradients(Double.NaN, 0.05), gradients(Double.NaN, 0.1)))
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void isMeasuredAgainstTheReference() {
        InitialScale once = InitialScale.of(RuleHarness.examination(SmallClassifier.healthy(), SmallClassifier.data()));
        InitialScale scaled = InitialScale.of(RuleHarness.examination(
                SmallClassifier.withScaledWeights(Activation.RELU, 30, 1), SmallClassifier.data()));

        assertThat(scaled.layers()).extracting(LayerState::layer).containsExactly("0", "1", "2");
        assertThat(scaled.ratios().get(1) / once.ratios().get(1)).isCloseTo(30, within(1e-3));
        assertThat(scaled.ratios().get(0)).isEqualTo(once.ratios().get(0));
        assertThat(once.ratios()).allSatisfy(ratio -> assertThat(ratio).isBetween(0.5, 2.0));
    }
}
