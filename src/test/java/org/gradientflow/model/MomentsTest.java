package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static Moments of(double... values) {
        Moments moments = new Moments();
        for (double value : values) {
            moments.add(value);
        }
        return moments;
    }

    @Test
    void areThoseOfTheWholePopulation() {
        double[] values = new Random(1).doubles(1_000, -1, 3).toArray();

        assertThat(of(values).count()).isEqualTo(1_000);
        assertThat(of(values).mean()).isCloseTo(StatUtils.mean(values), within(1e-12));
        assertThat(of(values).deviation()).isCloseTo(Math.sqrt(StatUtils.populationVariance(values)), within(1e-12));
    }

    /** The sum of squares less the squared mean is 0 here, or negative. */
    @Test
    void keepASmallDeviationAroundALargeMean() {
        assertThat(of(1e9 - 1, 1e9 + 1).deviation()).isEqualTo(1);
        assertThat(of(1e9 - 1, 1e9 + 1).mean()).isEqualTo(1e9);
    }

    @Test
    void ofNoneAreZeroAndOfNaNNaN() {
        assertThat(of().mean()).isZero();
        assertThat(of().deviation()).isZero();
        assertThat(of(7).deviation()).isZero();
        assertThat(of(1, Double.NaN).mean()).isNaN();
        assertThat(of(1, Double.NaN, 2).deviation()).isNaN();
    }
}
