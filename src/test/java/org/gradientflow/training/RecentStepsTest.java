package org.gradientflow.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecentStepsTest {
    private static RecentSteps of(Step... steps) {
        RecentSteps recent = new RecentSteps(1, List.of());
        for (Step step : steps) {
            recent.after(step, null);
        }
        return recent;
    }

    @Test
    void keepsTheLastThousandSteps() {
        RecentSteps recent = new RecentSteps(1, List.of());
        for (int i = 0; i < 1_500; i++) {
            recent.after(new Step(i, 0, i < 500 ? 100 : 2, 0), null);
        }

        assertThat(recent.steps())
                .hasSize(1_000)
                .first()
                .extracting(Step::index)
                .isEqualTo(500);
        assertThat(recent.loss()).isEqualTo(2);
    }

    @Test
    void theLossIsPerRow() {
        RecentSteps recent = new RecentSteps(32, List.of(new Step(0, 0, 16, 0)));

        assertThat(recent.loss()).isEqualTo(0.5);
    }

    @Test
    void aNetworkHasTrainedIfItsLossIsBelowAHundredth() {
        assertThat(of(new Step(0, 0, 0.0099f, 0)).trained()).isTrue();
        assertThat(of(new Step(0, 0, 0.0101f, 0)).trained()).isFalse();
        assertThat(of(new Step(0, 0, Float.NaN, 0)).trained()).isFalse();
        assertThat(of().trained()).isFalse();
    }

    @Test
    void theSlopeIsThatOfTheLeastSquaresLineThroughTheSteps() {
        assertThat(of(new Step(0, -1, 0, -2.1f), new Step(1, 0, 0, 0.2f), new Step(2, 1, 0, 1.9f))
                        .slope())
                .isCloseTo(2, within(1e-6));
        assertThat(of(new Step(0, -1, 0, 5), new Step(1, 1, 0, 5)).slope()).isZero();
        assertThat(of(new Step(0, 1, 0, 5)).slope()).isNaN();
    }
}
