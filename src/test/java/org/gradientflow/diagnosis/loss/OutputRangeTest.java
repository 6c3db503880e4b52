package org.gradientflow.diagnosis.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Activations are asked for what they can give. */
class OutputRangeTest {
    private static OutputRange range(Activation activation, int columns) {
        return OutputRange.of(
                new Output(0, "0", new LossMSE(), activation.getActivationFunction(), columns, true, false), columns);
    }

    private static INDArray rows(double[]... rows) {
        return Nd4j.createFromArray(rows);
    }

    private static double unreachable(OutputRange range, INDArray labels) {
        return range.unreachable(labels, Nd4j.ones(labels.shape()));
    }

    @Test
    void limitsAreThoseOfTheActivation() {
        assertThat(range(Activation.TANH, 3)).isEqualTo(new OutputRange(-1, 1, false));
        assertThat(range(Activation.IDENTITY, 2))
                .isEqualTo(new OutputRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false));
        assertThat(range(Activation.RELU, 2)).isEqualTo(new OutputRange(0, Double.POSITIVE_INFINITY, false));
        assertThat(range(Activation.RELU6, 2)).isEqualTo(new OutputRange(0, 6, false));
        assertThat(range(Activation.SOFTMAX, 3).sumsToOne()).isTrue();
        assertThat(range(Activation.SOFTMAX, 3).least()).isCloseTo(0, within(1e-9));
    }

    @Test
    void onlyWhatIsWithinZeroAndOneIsAProbability() {
        assertThat(range(Activation.SIGMOID, 2).probabilities()).isTrue();
        assertThat(new OutputRange(-0.5, 1, false).probabilities()).isFalse();
        assertThat(new OutputRange(0, 1.5, false).probabilities()).isFalse();
        assertThat(new OutputRange(0, 1.5, false).constant()).isFalse();
        assertThat(new OutputRange(1, 1, true).constant()).isTrue();
    }

    @Test
    void aLabelOutsideTheLimitsIsOutOfReach() {
        OutputRange range = new OutputRange(-1, 1, false);

        assertThat(unreachable(range, rows(new double[] {-1, 1}, new double[] {0.5, 0})))
                .isZero();
        assertThat(unreachable(range, rows(new double[] {-1.1, 1}, new double[] {0.5, 0})))
                .isEqualTo(0.25);
        assertThat(unreachable(range, rows(new double[] {-1, 1.1}, new double[] {2, 0})))
                .isEqualTo(0.5);
    }

    @Test
    void aRowThatDoesNotSumToOneIsWhollyOutOfReachWhereOutputsDo() {
        OutputRange range = new OutputRange(0, 1, true);

        assertThat(unreachable(range, rows(new double[] {0.4, 0.6}, new double[] {0, 1})))
                .isZero();
        assertThat(unreachable(range, rows(new double[] {0.4, 0.4}, new double[] {0, 1})))
                .isEqualTo(0.5);
        assertThat(unreachable(range, rows(new double[] {0.6, 0.6}, new double[] {0, 1})))
                .isEqualTo(0.5);
    }

    @Test
    void onlyLabelsThatCountAreOutOfReach() {
        INDArray labels = rows(new double[] {9, 0.4}, new double[] {0.4, 0.4}, new double[] {9, 0.4});
        INDArray weights = rows(new double[] {0, 1}, new double[] {1, 0.5}, new double[] {1, 0});

        assertThat(new OutputRange(0, 1, false).unreachable(labels, weights)).isEqualTo(0.25);
        assertThat(new OutputRange(0, 1, true).unreachable(labels, weights))
                .as("a part of a row has no sum: two labels of the second, and one of the third")
                .isEqualTo(0.75);
    }

    @Test
    void activationsAreAskedForTheirRange() {
        assertThat(range(Activation.SIGMOID, 2).probabilities()).isTrue();
        assertThat(range(Activation.TANH, 2).probabilities()).isFalse();
        assertThat(range(Activation.SOFTMAX, 3).sumsToOne()).isTrue();
        assertThat(range(Activation.SOFTMAX, 1).constant()).isTrue();
        assertThat(range(Activation.IDENTITY, 1).largest()).isInfinite();
        assertThat(range(Activation.RELU, 1).least()).isZero();
        assertThat(unreachable(range(Activation.RELU, 1), Nd4j.create(new double[][] {{-1}, {1}})))
                .isEqualTo(0.5);
    }
}
