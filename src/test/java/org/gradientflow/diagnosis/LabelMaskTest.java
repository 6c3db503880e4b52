package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LabelMaskTest {
    private static INDArray flags(double[] flags, long... shape) {
        return Nd4j.createFromArray(flags).castTo(DataType.FLOAT).reshape('c', shape);
    }

    private static double[][] weights(INDArray mask, long... labels) {
        return LabelMask.of(Nd4j.zeros(DataType.FLOAT, labels), mask).weights().toDoubleMatrix();
    }

    @Test
    void withoutAMaskAllCount() {
        LabelMask all = LabelMask.of(Nd4j.zeros(2, 3), null);

        assertThat(all.weights()).isEqualTo(Nd4j.ones(DataType.DOUBLE, 2, 3));
        assertThat(all.kept()).containsExactly(0, 1);
        assertThat(LabelMask.of(Nd4j.zeros(2, 3), Nd4j.empty(DataType.FLOAT)).kept())
                .containsExactly(0, 1);
    }

    @Test
    void aValueCountsForAllThatItStandsFor() {
        double[][] secondRow = {{0, 0}, {1, 1}};
        assertThat(weights(flags(new double[] {0, 1}, 2, 1), 2, 2)).isDeepEqualTo(secondRow);
        assertThat(weights(flags(new double[] {0, 0, 1, 1}, 2, 2), 2, 2)).isDeepEqualTo(secondRow);

        // [2 rows, 1 column, 2 steps]: of steps, of rows
        assertThat(weights(flags(new double[] {0, 1, 1, 0}, 2, 2), 2, 1, 2)).isDeepEqualTo(new double[][] {
            {0}, {1}, {1}, {0}
        });
        double[][] secondRowsSteps = {{0}, {0}, {1}, {1}};
        assertThat(weights(flags(new double[] {0, 1}, 2, 1), 2, 1, 2)).isDeepEqualTo(secondRowsSteps);

        // [2 rows, 1 column, 1 by 2 pixels]: of rows, of pixels
        assertThat(weights(flags(new double[] {0, 1}, 2, 1), 2, 1, 1, 2)).isDeepEqualTo(secondRowsSteps);
        assertThat(weights(flags(new double[] {0, 1, 1, 0}, 2, 1, 2), 2, 1, 1, 2))
                .isDeepEqualTo(new double[][] {{0}, {1}, {1}, {0}});
        assertThat(weights(flags(new double[] {0, 1}, 2, 1, 1, 1), 2, 1, 1, 2)).isDeepEqualTo(secondRowsSteps);
        assertThat(weights(flags(new double[] {0, 1}, 2, 1, 1, 1, 1), 2, 1, 1, 1, 2))
                .isDeepEqualTo(secondRowsSteps);
        // of columns: [1 row, 2 columns, 2 by 1 pixels]
        assertThat(weights(flags(new double[] {0, 1}, 1, 2), 1, 2, 2, 1)).isDeepEqualTo(new double[][] {{0, 1}, {0, 1}
        });
    }

    @Test
    void aMaskOfAnotherShapeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weights(Nd4j.ones(3, 1), 2, 2))
                .withMessage("expected a mask for labels of shape [2, 2], got one of shape [3, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> weights(Nd4j.ones(2, 2, 2), 2, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> weights(Nd4j.ones(2, 3), 2, 1, 2));
    }

    /** What stands in its place may be anything: -999, NaN. */
    @Test
    void aMaskedLabelIsReplacedByOneOfItsColumnThatCounts() {
        INDArray labels = Nd4j.createFromArray(new double[][] {{-999, 1, 7}, {2, Double.NaN, 8}, {9, 9, 9}, {3, 4, 5}});
        INDArray mask = Nd4j.createFromArray(new double[][] {{0, 1, 0}, {1, 0, 0}, {0, 0, 0}, {1, 0.5, 0}});

        LabelMask counted = LabelMask.of(labels, mask);

        assertThat(counted.kept()).containsExactly(0, 1, 3);
        assertThat(counted.rows(mask).toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{0, 1, 0}, {1, 0, 0}, {1, 0.5, 0}});
        assertThat(counted.known(labels).toDoubleMatrix())
                .as("the third column has none: the first of all")
                .isDeepEqualTo(new double[][] {{2, 1, 2}, {2, 1, 2}, {3, 4, 2}});
        assertThat(labels.getDouble(0, 0)).as("the labels themselves").isEqualTo(-999);
    }

    @Test
    void maskedWhollyItKeepsNothing() {
        LabelMask none = LabelMask.of(Nd4j.ones(2, 3), Nd4j.zeros(2, 1));

        assertThat(none.kept()).isEmpty();
        assertThat(none.known(Nd4j.ones(2, 3)).shape()).containsExactly(0, 3);
    }
}
