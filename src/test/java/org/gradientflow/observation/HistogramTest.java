package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HistogramTest {
    private static Histogram histogram() {
        return new Histogram(-2, new int[] {1, 2}, 3, new int[] {4, 5});
    }

    @Test
    void isComparedByItsCounts() {
        assertThat(histogram())
                .isEqualTo(histogram())
                .hasSameHashCodeAs(histogram())
                .isNotEqualTo("a histogram")
                .isNotEqualTo(new Histogram(-1, new int[] {1, 2}, 3, new int[] {4, 5}))
                .isNotEqualTo(new Histogram(-2, new int[] {1, 9}, 3, new int[] {4, 5}))
                .isNotEqualTo(new Histogram(-2, new int[] {1, 2}, 9, new int[] {4, 5}))
                .isNotEqualTo(new Histogram(-2, new int[] {1, 2}, 3, new int[] {4, 9}))
                .doesNotHaveSameHashCodeAs(new Histogram(-2, new int[] {1, 2}, 3, new int[] {4, 9}));
    }

    @Test
    void countsAllItsNumbers() {
        assertThat(histogram().count()).isEqualTo(15);
        assertThat(histogram()).hasToString("Histogram of 15 numbers");
    }

    @Test
    void hasAsManyOctavesBelowZeroAsAbove() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Histogram(0, new int[1], 0, new int[2]))
                .withMessage("expected as many octaves below zero as above, got 1 and 2");
    }

    @Test
    void keepsTheOctavesBetweenTheSmallestAndTheLargestOfEitherSign() {
        Histogram below = Statistics.of(new double[] {-8, 1, 2}).histogram();
        Histogram above = Statistics.of(new double[] {-1, 8}).histogram();

        assertThat(below).isEqualTo(new Histogram(0, new int[] {0, 0, 0, 1}, 0, new int[] {1, 1, 0, 0}));
        assertThat(above).isEqualTo(new Histogram(0, new int[] {1, 0, 0, 0}, 0, new int[] {0, 0, 0, 1}));
        assertThat(Statistics.of(new double[] {-0.25, 1}).histogram())
                .isEqualTo(new Histogram(-2, new int[] {1, 0, 0}, 0, new int[] {0, 0, 1}));
    }
}
