package org.gradientflow.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradientflow.report.data.Distribution;
import org.junit.jupiter.api.Test;

class AxisScaleTest {
    @Test
    void powersOfTenLieAtWholeNumbersOnBothSidesOfZero() {
        AxisScale scale = new AxisScale.Symmetric(-6);
        assertThat(scale.positions(0, 1e-6, 1e-5, -1e-3, 5e-7))
                .containsExactly(new double[] {0, 1, 2, -4, 0.5}, within(1e-9));
        assertThat(scale.label(2)).isEqualTo("1e-5");
        assertThat(scale.label(-7)).isEqualTo("-1");
        assertThat(scale.label(0)).isEqualTo("0");
        assertThat(scale.label(2.5)).isEmpty();
    }

    @Test
    void aLogarithmicAxisNamesPowersOfTenOnly() {
        AxisScale scale = new AxisScale.Logarithmic();
        assertThat(scale.position(1e-4)).isEqualTo(-4, within(1e-12));
        assertThat(scale.label(-4)).isEqualTo("1e-4");
        assertThat(scale.label(-1)).isEqualTo("0.1");
        assertThat(scale.label(-1.5)).isEmpty();
    }

    @Test
    void aLinearAxisWritesAllItsTicksInOneForm() {
        assertThat(new AxisScale.Linear(0.01).label(0.5)).isEqualTo("5e-3");
        assertThat(new AxisScale.Linear(0.01).label(-1)).isEqualTo("-1e-2");
        assertThat(new AxisScale.Linear(0.6).label(0.5)).isEqualTo("0.3");
        assertThat(new AxisScale.Linear(4).label(0)).isEqualTo("0");
    }

    @Test
    void binsReachARoundNumberAndCountEveryFiniteValueOnce() {
        List<Distribution> distributions = List.of(
                new Distribution(0, new float[] {-0.0031f, 0, 0.001f}),
                new Distribution(10, new float[] {Float.NaN, 0.0031f, Float.POSITIVE_INFINITY, 0.002f}));

        Bins bins = Bins.linear(distributions, 31);

        assertThat(bins.scale()).isEqualTo(new AxisScale.Linear(0.004));
        assertThat(bins.shares(distributions.get(0).values())[15]).isEqualTo(1.0 / 3);
        assertThat(java.util.Arrays.stream(bins.shares(distributions.get(0).values()))
                        .sum())
                .isEqualTo(1, within(1e-12));
        assertThat(java.util.Arrays.stream(bins.shares(distributions.get(1).values()))
                        .sum())
                .isEqualTo(0.5, within(1e-12));
        assertThat(bins.middle(15)).isEqualTo(0, within(1e-12));
    }

    @Test
    void anAxisOfPowersOfTenHasSevenTicksThreeDecadesApart() {
        Bins bins = new Bins(new AxisScale.Symmetric(-8), 9, 55);
        assertThat(java.util.Arrays.stream(bins.ticks()).mapToObj(bins::label))
                .containsExactly("-1", "-1e-3", "-1e-6", "0", "1e-6", "1e-3", "1");
    }

    @Test
    void stepTicksStartNearTheFirstStep() {
        assertThat(Curves.steps(0, 10_000)).startsWith(0, 1_000).endsWith(10_000);
        assertThat(Curves.steps(10_000, 10_499)).startsWith(10_000, 10_050).endsWith(10_500);
        assertThat(Curves.steps(500, 10_000)).startsWith(0);
        assertThat(Curves.steps(1, 1)).containsExactly(1, 2);
        assertThat(Curves.steps(0, 1)).containsExactly(0, 1);
    }

    @Test
    void valuesWithoutSizeHaveBinsToo() {
        assertThat(Bins.linear(List.of(), 31).ticks()).containsExactly(-2, -1, 0, 1, 2);
        assertThat(Bins.linear(List.of(new Distribution(0, new float[] {0, 0})), 31)
                        .scale())
                .isEqualTo(new AxisScale.Linear(1));
    }
}
