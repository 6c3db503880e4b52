package org.gradientflow.diagnosis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Against closed forms. */
class GaussianTest {
    @Test
    void aRectifierHandsOnHalfOfASquareAndHalfOfASlope() {
        Gaussian relu = Gaussian.of(new ActivationReLU(), 0, 3);
        assertThat(relu.output()).isCloseTo(4.5, within(1e-3));
        assertThat(relu.slope()).isCloseTo(0.5, within(1e-9));
        // Shifted by one deviation, it is on for Phi(1) = .8413 of its inputs.
        assertThat(Gaussian.of(new ActivationReLU(), 3, 3).slope()).isCloseTo(0.8413, within(0.01));
    }

    @Test
    void aSlopeBelowZeroCounts() {
        assertThat(Gaussian.of(new ActivationLReLU(0.2), 0, 1).slope()).isCloseTo((1 + 0.04) / 2, within(1e-6));
        // 1/2 + integral of exp(2z) over the negative half = 1/2 + exp(2) Phi(-2)
        assertThat(Gaussian.of(new ActivationELU(), 0, 1).slope()).isCloseTo(0.66810, within(1e-4));
    }

    @Test
    void aBoundedFunctionHasItsSlopeAtZeroForASmallSignalAndLessForALargeOne() {
        assertThat(Gaussian.of(new ActivationTanH(), 0, 1e-3).slope()).isCloseTo(1, within(1e-5));
        assertThat(Gaussian.of(new ActivationSigmoid(), 0, 1e-3).slope()).isCloseTo(1 / 16.0, within(1e-6));
        assertThat(Gaussian.of(new ActivationIdentity(), 0, 1e3).slope()).isCloseTo(1, within(1e-9));
        assertThat(Gaussian.of(new ActivationTanH(), 0, 10).slope()).isBetween(0.02, 0.1);
    }

    @Test
    void theNormalDistributionIsTheTextbooks() {
        assertThat(Gaussian.below(0)).isCloseTo(0.5, within(1e-7));
        assertThat(Gaussian.below(1.959964)).isCloseTo(0.975, within(1e-6));
        assertThat(Gaussian.below(-3)).isCloseTo(0.0013499, within(1e-7));
    }
}
