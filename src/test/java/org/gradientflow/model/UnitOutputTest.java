package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;

class UnitOutputTest {
    private static UnitOutput of(Activation activation) {
        return UnitOutput.of(Optional.of(activation.getActivationFunction()));
    }

    @ParameterizedTest
    @CsvSource({
        "SIGMOID, 0.019, true",
        "SIGMOID, 0.021, false",
        "SIGMOID, 0.5, false",
        "SIGMOID, 0.979, false",
        "SIGMOID, 0.981, true",
        "HARDSIGMOID, 0.01, true",
        "TANH, -0.961, true",
        "TANH, -0.959, false",
        "TANH, 0, false",
        "TANH, 0.959, false",
        "TANH, 0.961, true",
        "HARDTANH, 1, true",
        "SOFTSIGN, 0.97, true",
        "RATIONALTANH, 0, false"
    })
    void aBoundedUnitIsSaturatedNearItsBounds(Activation activation, double output, boolean saturated) {
        assertThat(of(activation).isSaturated(output)).isEqualTo(saturated);
    }

    @ParameterizedTest
    @CsvSource({"RELU, 1e9", "RELU, 0", "LEAKYRELU, -1e9", "ELU, -1", "IDENTITY, -1e9", "SWISH, 0", "SOFTMAX, 1"})
    void anUnboundedUnitIsNeverSaturated(Activation activation, double output) {
        assertThat(of(activation).isSaturated(output)).isFalse();
    }

    @Test
    void neitherIsOneWithoutAnActivation() {
        assertThat(UnitOutput.of(Optional.empty()).isSaturated(1e9)).isFalse();
    }

    @Test
    void isOffAtZeroOnly() {
        assertThat(UnitOutput.isOff(0)).isTrue();
        assertThat(UnitOutput.isOff(-0.0)).isTrue();
        assertThat(UnitOutput.isOff(-1e-9)).isFalse();
        assertThat(UnitOutput.isOff(Double.NaN)).isFalse();
    }

    /** DL4J's kinds have one range each; somebody's own has what its instance says. */
    @Test
    void boundsAreTheInstances() {
        UnitOutput one = UnitOutput.of(Optional.of(new Scaled(1)));
        UnitOutput three = UnitOutput.of(Optional.of(new Scaled(3)));

        assertThat(one.isSaturated(0.99)).isTrue();
        assertThat(three.isSaturated(0.99)).isFalse();
        assertThat(three.isSaturated(2.99)).isTrue();
    }

    /** A tanh of another range. */
    private static final class Scaled extends ActivationTanH {
        private static final long serialVersionUID = 1;
        private final double factor;

        Scaled(double factor) {
            this.factor = factor;
        }

        @Override
        public INDArray getActivation(INDArray in, boolean training) {
            return super.getActivation(in, training).muli(factor);
        }
    }
}
