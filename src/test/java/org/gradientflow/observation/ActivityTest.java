package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.UpdateRule;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Activities worked out by hand. */
class ActivityTest {
    private static LayerFacts layer(Activation activation, int units) {
        return new LayerFacts(
                "3",
                "DenseLayer",
                List.of(),
                List.of("2"),
                Optional.ofNullable(activation).map(Activation::getActivationFunction),
                1,
                units,
                1,
                units,
                "",
                0,
                UpdateRule.NONE,
                1,
                "",
                List.of(),
                false,
                List.of(),
                List.of(),
                false,
                Optional.empty());
    }

    private static UnitActivity dense(Activation activation, double[]... rows) {
        return Activity.of(layer(activation, rows[0].length), Nd4j.createFromArray(rows), null);
    }

    @Test
    void eachColumnIsAUnitOverTheExamples() {
        UnitActivity units = dense(Activation.RELU, new double[] {1, 0, 0}, new double[] {3, 0, 4});

        assertThat(units.layer()).isEqualTo("3");
        assertThat(units.units()).isEqualTo(3);
        assertThat(units.activeShare()).containsExactly(1, 0, 0.5);
        assertThat(units.mean()).containsExactly(2, 0, 2);
        assertThat(units.spread()).containsExactly(1, 0, 2);
        assertThat(units.saturatedShare()).containsExactly(0, 0, 0);
        assertThat(units.deadShare()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(units.rmsSpread()).isCloseTo(Math.sqrt(5 / 3.0), within(1e-12));
    }

    /** A leaky unit below zero passes a gradient on: it is no dead one. */
    @Test
    void aUnitIsOffWhereItsOutputIsZero() {
        double[] values = {-1};

        assertThat(dense(Activation.LEAKYRELU, values).activeShare()).containsExactly(1);
        assertThat(dense(Activation.TANH, values).activeShare()).containsExactly(1);
        assertThat(dense(null, values).activeShare()).containsExactly(1);
        assertThat(dense(Activation.TANH, new double[] {0}).activeShare()).containsExactly(0);
        assertThat(dense(Activation.LEAKYRELU, new double[] {0}).deadShare()).isEqualTo(1);
    }

    @Test
    void aUnitIsSaturatedForAShareOfTheInputs() {
        UnitActivity units = dense(Activation.SIGMOID, new double[] {0, 0.5}, new double[] {1, 1});

        assertThat(units.saturatedShare()).containsExactly(1, 0.5);
    }

    @Test
    void ofNoUnitsItIsZeros() {
        double[] none = {};
        UnitActivity units = new UnitActivity("0", none, none, none, none);

        assertThat(units.deadShare()).isZero();
        assertThat(units.rmsSpread()).isZero();
    }

    @Test
    void aSmallSpreadAroundALargeMeanKeepsItsDigits() {
        UnitActivity units =
                dense(Activation.IDENTITY, new double[] {1e8 - 1e-3}, new double[] {1e8 + 1e-3}, new double[] {1e8});

        assertThat(units.mean()[0]).isEqualTo(1e8);
        assertThat(units.spread()[0]).isCloseTo(1e-3 * Math.sqrt(2 / 3.0), within(1e-7));
    }

    /** Two examples of two units over three steps: the first unit counts up from 1, the second down from -1. */
    private static INDArray overTime() {
        return Nd4j.createFromArray(new double[][][] {{{1, 2, 3}, {-1, -2, -3}}, {{4, 5, 6}, {-4, -5, -6}}});
    }

    @Test
    void ofASequenceEveryStepOfEveryExampleCounts() {
        UnitActivity units = Activity.of(layer(Activation.RELU, 2), overTime(), null);

        assertThat(units.mean()).containsExactly(3.5, -3.5);
        INDArray rectified = Transforms.relu(overTime());
        assertThat(Activity.of(layer(Activation.RELU, 2), rectified, null).activeShare())
                .containsExactly(1, 0);
    }

    @Test
    void stepsThatTheMaskLeavesOutDoNotCount() {
        INDArray mask = Nd4j.createFromArray(new double[][] {{1, 0, 0}, {0, 1, 0}});

        UnitActivity units = Activity.of(layer(Activation.RELU, 2), overTime(), mask);

        assertThat(units.mean()).containsExactly(3, -3);
        assertThat(units.spread()).containsExactly(2, 2);
    }

    @Test
    void aMaskOfAnotherLengthIsNotTheLayers() {
        UnitActivity units = Activity.of(layer(Activation.RELU, 2), overTime(), Nd4j.zeros(DataType.DOUBLE, 2, 5));

        assertThat(units.mean()).containsExactly(3.5, -3.5);
    }

    @Test
    void unitsMayComeLast() {
        INDArray last = overTime().permute(0, 2, 1).dup('c');

        UnitActivity units = Activity.of(layer(Activation.RELU, 2), last, null);

        assertThat(units.units()).isEqualTo(2);
        assertThat(units.mean()).containsExactly(3.5, -3.5);
        INDArray mask = Nd4j.createFromArray(new double[][] {{1, 0, 0}, {0, 1, 0}});
        assertThat(Activity.of(layer(Activation.RELU, 2), last, mask).mean()).containsExactly(3, -3);
    }

    @Test
    void whereNeitherEndHasTheLayersNumberOfUnitsTheyAreSecond() {
        assertThat(Activity.of(layer(Activation.RELU, 7), overTime(), null).units())
                .isEqualTo(2);
        assertThat(Activity.of(layer(Activation.RELU, 3), overTime().reshape(3, 4), null)
                        .units())
                .isEqualTo(4);
    }

    @Test
    void aVectorIsOneUnit() {
        UnitActivity units = Activity.of(layer(Activation.RELU, 1), Nd4j.createFromArray(1.0, 3.0), null);

        assertThat(units.mean()).containsExactly(2);
    }

    @Test
    void ofManyActivationsAnEvenSampleIsLookedAt() {
        int examples = 40_000; // twice too many, hence every third
        double[] values = new double[examples];
        for (int i = 0; i < examples; i++) {
            values[i] = i % 3 == 0 ? 2 : 9;
        }

        UnitActivity units = Activity.of(
                layer(Activation.RELU, 1), Nd4j.createFromArray(values).reshape(examples, 1), null);

        assertThat(units.mean()).containsExactly(2);
        assertThat(units.spread()).containsExactly(0);
    }
}
