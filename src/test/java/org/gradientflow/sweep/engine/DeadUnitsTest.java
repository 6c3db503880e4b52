package org.gradientflow.sweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.Initialisation;
import org.gradientflow.sweep.Cell;
import org.gradientflow.sweep.SweepSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadUnitsTest {
    @Test
    void areSilentForEveryInput() {
        Experiment small = Cases.THREE_LAYER.withHidden(3, 2);
        float[] parameters = {
            // First layer: a unit for positive inputs, one for negative ones, and one that its bias silences.
            1,
            -1,
            1,
            0,
            0,
            -2,
            // Second layer: a unit that adds up the first two, and one that only takes away.
            1,
            1,
            1,
            -1,
            -1,
            5,
            0,
            0,
            // The output layer does not matter.
            1,
            1,
            0
        };
        assertThat(DeadUnits.count(small, parameters)).isEqualTo(2);

        parameters[5] = 0;
        // Now the third unit is alive and wakes up the second layer's.
        assertThat(DeadUnits.count(small, parameters)).isZero();
        parameters[0] = Float.NaN;
        assertThat(DeadUnits.count(small, parameters)).isZero();
    }

    /** Ten hidden layers take half a minute for a rate within 0.01; the command in src/docs/sweep.md does. */
    @ParameterizedTest
    @CsvSource({"4, 2", "4, 3", "6, 2"})
    void networksAreSilentAtBirthAsOftenAsTheFormulaSays(int hidden, int width) {
        Experiment experiment = Cases.THREE_LAYER
                .withHidden(Collections.nCopies(hidden, width).toArray(Integer[]::new))
                .withWeights(Initialisation.parse("relu"))
                .withBias(new Bias.Constant(0))
                .withSteps(1);
        int networks = 1_500;
        CompiledEngine engine = new CompiledEngine();
        long silent = 0;
        for (int first = 0; first < networks; first += 50) {
            silent += engine.train(experiment.withSeed(first), 50, () -> false).orElseThrow().stream()
                    .filter(one -> one.result().silent())
                    .count();
        }
        double expected = new SweepSummary(new Cell(experiment), 1, 0, 0).expectedSilence();

        assertThat(expected).isCloseTo(1 - Math.pow(1 - Math.pow(0.5, width), hidden), within(1e-12));
        // Four standard deviations of 1,500 networks.
        assertThat((double) silent / networks).isCloseTo(expected, within(0.05));
        assertThat(1 - Math.pow(1 - Math.pow(0.5, width), hidden + 2.0)).isNotCloseTo(expected, within(0.05));
    }

    @Test
    void theFormulaIsForDrawnWeightsAndOneInputWithoutBiases() {
        Initialisation init = Initialisation.parse("relu");
        assertThat(expected(new Bias.Constant(0), 11, 2, init)).isCloseTo(0.944, within(5e-4));
        assertThat(expected(new Bias.Constant(0), 11, 3, init)).isCloseTo(0.737, within(5e-4));
        assertThat(expected(new Bias.Constant(0), 11, 4, init)).isCloseTo(0.476, within(5e-4));
        assertThat(expected(new Bias.Constant(0), 11, 8, init)).isCloseTo(0.038, within(5e-4));
        assertThat(expected(new Bias.Constant(0.1), 11, 8, init)).isNaN();
        assertThat(expected(Bias.SAME, 11, 8, init)).isNaN();
        assertThat(expected(new Bias.Constant(0), 11, 8, Initialisation.parse("zero")))
                .isNaN();
        assertThat(expected(new Bias.Constant(0), 11, 8, Initialisation.parse("ones")))
                .isNaN();
    }

    private static double expected(Bias bias, int layers, int width, Initialisation init) {
        Integer[] hidden = Collections.nCopies(layers - 1, width).toArray(Integer[]::new);
        Cell cell =
                new Cell(Cases.THREE_LAYER.withHidden(hidden).withWeights(init).withBias(bias));
        return new SweepSummary(cell, 1, 0, 0).expectedSilence();
    }
}
