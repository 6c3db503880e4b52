package org.gradientflow.diagnosis.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Rounds of 100 steps, without a network: what each reaches is given. */
class ContinuedTrainingTest {
    private static WeightMovement movement(boolean normalised, double first) {
        return new WeightMovement(normalised, Optional.of("0_W"), first, first);
    }

    private static ContinuedTraining of(IntToDoubleFunction round, WeightMovement movement, double moved) {
        return ContinuedTraining.of(0.1, 100, movement, () -> false, round, () -> moved);
    }

    @Test
    void endsWithTheRoundThatLearns() {
        ContinuedTraining learns = of(round -> 0.05 * round, movement(false, 0.1), 0);

        assertThat(learns).isEqualTo(new ContinuedTraining(300, 0.05 * 3, false));
        assertThat(learns.learns()).isTrue();
    }

    @Test
    void givesUpAfterTenRounds() {
        ContinuedTraining never = of(round -> 0.14, movement(false, 0.1), 0.9);

        assertThat(never).isEqualTo(new ContinuedTraining(1000, 0.14, false));
        assertThat(never.learns()).isFalse();
    }

    @Test
    void endsWhereTheLossIsNoNumber() {
        ContinuedTraining diverged = of(round -> Double.NEGATIVE_INFINITY, movement(false, 0.1), 2);

        assertThat(diverged).isEqualTo(new ContinuedTraining(200, Double.NEGATIVE_INFINITY, false));
        assertThat(diverged.learns()).isFalse();
    }

    @Test
    void weightsThatDoubleSinceEndAPlateau() {
        assertThat(of(round -> 0, movement(false, 0.99), 1)).isEqualTo(new ContinuedTraining(200, 0, true));
        assertThat(of(round -> 0, movement(false, 1), 2).grows())
                .as("doubled before")
                .isFalse();
        assertThat(of(round -> 0, movement(true, 0.1), 2).grows())
                .as("steps of one size")
                .isFalse();
    }
}
