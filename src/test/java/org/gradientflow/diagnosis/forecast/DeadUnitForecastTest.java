package org.gradientflow.diagnosis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against units that are drawn and counted. */
class DeadUnitForecastTest {
    private static final int DRAWS = 100_000;

    @Test
    void unitsAreOffForEveryInputAsOftenAsCountingShows() {
        double[] biases = {-1.5, 0.25, -3};
        double square = 5;
        double spread = 1;
        int rows = 50;
        // The largest of so many rows is taken to lie at sqrt(2 ln rows) deviations.
        double reach = Math.sqrt(2 * Math.log(50) * 1);
        Random random = new Random(1);
        int off = 0;
        for (int i = 0; i < DRAWS; i++) {
            double common = 2 * random.nextGaussian(); // 5 - 1 = 2 squared
            off += common + biases[i % 3] + reach <= 0 ? 1 : 0;
        }

        assertThat(DeadUnitForecast.forEveryInput(biases, square, spread, rows))
                .isCloseTo(off / (double) DRAWS, within(0.006));
    }

    @Test
    void withoutACommonPartOnlyTheBiasAndTheReachDecide() {
        double reach = Math.sqrt(2 * Math.log(8));
        double[] biases = {-reach - 0.01, -reach, -reach + 0.01, 1};

        assertThat(DeadUnitForecast.forEveryInput(biases, 1, 1, 8)).isEqualTo(0.5);
        // More spread than the whole signal leaves no common part either.
        assertThat(DeadUnitForecast.forEveryInput(biases, 0.5, 1, 8)).isEqualTo(0.5);
        assertThat(DeadUnitForecast.forEveryInput(new double[] {0}, 0, 0, 8)).isOne();
    }

    @Test
    void oneRowReachesAsFarAsTwo() {
        double[] biases = {-1};
        double two = DeadUnitForecast.forEveryInput(biases, 2, 1, 2);

        assertThat(DeadUnitForecast.forEveryInput(biases, 2, 1, 1)).isEqualTo(two);
        assertThat(DeadUnitForecast.forEveryInput(biases, 2, 1, 3)).isLessThan(two);
        // sqrt(2 ln 2) = 1.17741 and a common deviation of 1: Phi(1 - 1.17741) = .42959
        assertThat(two).isCloseTo(0.42959, within(1e-4));
    }

    @Test
    void allAreOffForOneInputAsOftenAsCountingShows() {
        double[] biases = {-1, 0.5};
        Random random = new Random(2);
        int off = 0;
        for (int i = 0; i < DRAWS; i++) {
            boolean first = 2 * random.nextGaussian() - 1 <= 0;
            boolean second = 2 * random.nextGaussian() + 0.5 <= 0;
            off += first && second ? 1 : 0;
        }

        assertThat(DeadUnitForecast.allForOneInput(biases, 4)).isCloseTo(off / (double) DRAWS, within(0.006));
    }

    @Test
    void withoutASignalAllAreOffUnlessABiasIsPositive() {
        assertThat(DeadUnitForecast.allForOneInput(new double[] {0, -1}, 0)).isOne();
        assertThat(DeadUnitForecast.allForOneInput(new double[] {0, 0.1}, 0)).isZero();
    }
}
