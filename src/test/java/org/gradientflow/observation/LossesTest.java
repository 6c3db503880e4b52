package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossesTest {
    /** The losses 0, 1, 2, ... */
    private static Losses rising(int steps) {
        Losses.Recorder recorder = new Losses.Recorder();
        IntStream.range(0, steps).forEach(recorder::add);
        return recorder.losses();
    }

    @Test
    void ofAShortTrainingEachIsKept() {
        assertThat(rising(0).values()).isEmpty();
        assertThat(rising(3).values()).containsExactly(0, 1, 2);
        assertThat(rising(3).spacing()).isEqualTo(1);
        assertThat(rising(Losses.MOST).values()).hasSize(Losses.MOST);
        assertThat(rising(Losses.MOST).spacing()).isEqualTo(1);
    }

    @Test
    void ofALongTrainingMeansOfNeighbours() {
        Losses pairs = rising(Losses.MOST + 3);
        assertThat(pairs.spacing()).isEqualTo(2);
        assertThat(pairs.steps()).isEqualTo(Losses.MOST + 3);
        assertThat(pairs.values())
                .hasSize(Losses.MOST / 2 + 2)
                .startsWith(0.5, 2.5)
                .endsWith(Losses.MOST - 1.5, Losses.MOST + 0.5, Losses.MOST + 2);

        Losses fours = rising(2 * Losses.MOST + 4);
        assertThat(fours.spacing()).isEqualTo(4);
        assertThat(fours.values())
                .hasSize(Losses.MOST / 2 + 1)
                .startsWith(1.5, 5.5)
                .endsWith(2 * Losses.MOST + 1.5);
    }

    @Test
    void aShareIsTheMeanOfTheValuesThatCoverIt() {
        Losses losses = new Losses(1, new double[] {10, 20, 30, 40, 50}, 5);

        assertThat(losses.first(0.2)).isEqualTo(10);
        assertThat(losses.first(0.3)).isEqualTo(15);
        assertThat(losses.first(1)).isEqualTo(30);
        assertThat(losses.first(1e-9)).isEqualTo(10);
        assertThat(losses.last(0.2)).isEqualTo(50);
        assertThat(losses.last(0.3)).isEqualTo(45);
        assertThat(losses.last(1)).isEqualTo(30);
        assertThat(losses.last(1e-9)).isEqualTo(50);
    }

    @Test
    void ofNoStepThereIsNoMean() {
        assertThat(rising(0).first(0.5)).isNaN();
        assertThat(rising(0).last(0.5)).isNaN();
    }
}
