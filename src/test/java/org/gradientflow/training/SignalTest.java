package org.gradientflow.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SignalTest {
    private static float[] draw(Signal signal, int count) {
        float[] values = new float[count];
        signal.next(values);
        return values;
    }

    @Test
    void hasTheSameNumbersOnEveryJava() {
        assertThat(draw(Signal.uniform(0, 0), 3)).containsExactly(-0.61763847f, -0.22680736f, 0.20865273f);
    }

    @Test
    void isUniformFromMinusOneToOne() {
        float[] values = draw(Signal.uniform(1, 0), 100_000);
        double mean = 0;
        double square = 0;
        for (float value : values) {
            assertThat(value >= -1 && value < 1).isTrue();
            mean += value / values.length;
            square += value * value / values.length;
        }

        // Standard errors: 1.8e-3 of the mean, 9e-4 of the variance 1/3.
        assertThat(mean).isBetween(-0.01, 0.01);
        assertThat(square).isBetween(1 / 3.0 - 0.005, 1 / 3.0 + 0.005);
    }

    @Test
    void skippingContinuesWhereDrawingEnded() {
        Signal signal = Signal.uniform(5, 0);
        draw(signal, 64);

        assertThat(draw(Signal.uniform(5, 64), 10)).containsExactly(draw(signal, 10));
    }

    @Test
    void skippingAnyNumberOfValuesEqualsDrawingThem() {
        Signal signal = Signal.uniform(-3, 0);
        for (long drawn = 0; drawn < 10_000; drawn++) {
            assertThat(draw(Signal.uniform(-3, drawn), 1)).containsExactly(draw(signal, 1));
        }
    }

    /** A model of a billion steps with large batches skips as many values; a loop would take days and exceed the limit. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void skippingTakesNoTime() {
        float[] values = draw(Signal.uniform(5, 99_999_999_999_999L), 2);

        assertThat(values[1]).isEqualTo(-0.3293816f);
        assertThat(draw(Signal.uniform(5, 100_000_000_000_000L), 1)).containsExactly(values[1]);
    }

    @Test
    void neighbouringSeedsStartWithDifferentNumbers() {
        assertThat(Math.abs(draw(Signal.uniform(0, 0), 1)[0] - draw(Signal.uniform(1, 0), 1)[0]))
                .isGreaterThan(0.1f);
    }
}
