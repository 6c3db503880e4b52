package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void saysWhatTheElementsAreLike() {
        Statistics statistics = Statistics.of(new double[] {3, -4, 0, 0});

        assertThat(statistics.count()).isEqualTo(4);
        assertThat(statistics.norm()).isEqualTo(5);
        assertThat(statistics.rms()).isEqualTo(2.5);
        assertThat(statistics.mean()).isEqualTo(-0.25);
        assertThat(statistics.std()).isCloseTo(Math.sqrt(25 / 4.0 - 1 / 16.0), within(1e-12));
        assertThat(statistics.maxAbs()).isEqualTo(4);
        assertThat(statistics.zeroShare()).isEqualTo(0.5);
        assertThat(statistics.isFinite()).isTrue();
    }

    @Test
    void aSmallDeviationAroundALargeMeanKeepsItsDigits() {
        Statistics statistics = Statistics.of(new double[] {1e8 - 1e-3, 1e8 + 1e-3, 1e8 - 1e-3, 1e8 + 1e-3});

        assertThat(statistics.mean()).isEqualTo(1e8);
        assertThat(statistics.std()).isCloseTo(1e-3, within(1e-7));
    }

    @Test
    void whatIsNotFiniteIsNotHidden() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Statistics statistics = Statistics.of(new double[] {1, bad, 2, 3});

            assertThat(statistics.nonFiniteShare()).isEqualTo(0.25);
            assertThat(statistics.isFinite()).isFalse();
            assertThat(statistics.norm()).isNotFinite();
            assertThat(statistics.mean()).isNotFinite();
            assertThat(statistics.std()).isNotFinite();
            assertThat(statistics.maxAbs()).isNotFinite();
            assertThat(statistics.histogram().count()).isEqualTo(3);
        }
    }

    @Test
    void ofNothingItIsZeros() {
        assertThat(Statistics.NONE.count()).isZero();
        assertThat(Statistics.NONE.norm()).isZero();
        assertThat(Statistics.NONE.std()).isZero();
        assertThat(Statistics.NONE.histogram().count()).isZero();
    }

    @Test
    void theHistogramCountsByOctave() {
        Histogram histogram =
                Statistics.of(new double[] {1, 1.99, -2, 0.25, 0, -0.0, 1e-300}).histogram();

        assertThat(histogram.exponent()).isEqualTo(-2);
        assertThat(histogram.positive()).containsExactly(1, 0, 2, 0);
        assertThat(histogram.negative()).containsExactly(0, 0, 0, 1);
        assertThat(histogram.zero()).isEqualTo(3);
        assertThat(histogram.count()).isEqualTo(7);
    }

    @Test
    void theHistogramEndsWhereFloat32Ends() {
        Histogram histogram = Statistics.of(new double[] {Float.MIN_NORMAL, Float.MAX_VALUE, 1e300, -Float.MIN_VALUE})
                .histogram();

        assertThat(histogram.exponent()).isEqualTo(Histogram.LOWEST);
        assertThat(histogram.positive()).hasSize(254).startsWith(1, 0).endsWith(0, 2);
        assertThat(histogram.zero()).isEqualTo(1);
    }
}
