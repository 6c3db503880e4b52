package org.gradientflow.diagnosis.loss;

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
        return LabelMask.of(Nd4j.zeros(DataType.FLOAT, labels), mask, false)
                .weights()
                .toDoubleMatrix();
    }

    @Test
    void withoutAMaskAllCount() {
        LabelMask all = LabelMask.of(Nd4j.zeros(2, 3), null, false);

        assertThat(all.weights()).isEqualTo(Nd4j.ones(DataType.DOUBLE, 2, 3));
        assertThat(all.kept()).containsExactly(0, 1);
        assertThat(LabelMask.of(Nd4j.zeros(2, 3), Nd4j.empty(DataType.FLOAT), false)
                        .kept())
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
    }

    @Test
    void aMaskOfAnotherShapeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weights(Nd4j.ones(3, 1), 2, 2))
                .withMessage("expected a mask for labels of shape [2, 2], got one of shape [3, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> weights(Nd4j.ones(2, 2, 2), 2, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> weights(Nd4j.ones(2, 3), 2, 1, 2));
    }

    /** DL4J takes none of columns for images either. */
    @Test
    void aMaskOfAnImagesColumnsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> weights(Nd4j.ones(1, 2), 1, 2, 2, 1));
    }

    /** The formats NWC and NHWC. */
    @Test
    void columnsMayStandLast() {
        INDArray series = Nd4j.createFromArray(new double[][][] {{{1, 2}, {3, 4}, {5, 6}}}); // 3 steps of 2 columns
        LabelMask steps = LabelMask.of(series, flags(new double[] {1, 0, 1}, 1, 3), true);

        assertThat(steps.weights().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 1}, {0, 0}, {1, 1}});
        assertThat(steps.rows(series).toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 2}, {5, 6}});
        // DL4J takes a mask of single outputs with the columns second even so.
        assertThat(LabelMask.of(series, flags(new double[] {1, 0, 1, 0, 0, 1}, 1, 2, 3), true)
                        .weights()
                        .toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{1, 0}, {0, 0}, {1, 1}});
        INDArray image = series.reshape(1, 3, 1, 2);
        assertThat(LabelMask.of(image, flags(new double[] {1, 0, 1}, 1, 3, 1), true)
                        .kept())
                .containsExactly(0, 2);
        assertThat(LabelMask.of(image, null, true).rows(image).toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    }

    /** What stands in its place may be anything: -999, NaN. */
    @Test
    void maskedLabelsAreReplacedByThoseOfTheirColumnThatCountInTurn() {
        INDArray labels = Nd4j.createFromArray(
                new double[][] {{-999, 1, 7}, {2, Double.NaN, 8}, {9, 9, 9}, {3, 4, 5}, {-9, 6, 1}});
        INDArray mask = Nd4j.createFromArray(new double[][] {{0, 1, 0}, {1, 0, 0}, {0, 0, 0}, {1, 0.5, 0}, {0, 1, 0}});

        LabelMask counted = LabelMask.of(labels, mask, false);

        assertThat(counted.kept()).containsExactly(0, 1, 3, 4);
        assertThat(counted.rows(mask).toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{0, 1, 0}, {1, 0, 0}, {1, 0.5, 0}, {0, 1, 0}});
        assertThat(counted.counts().toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{0, 1, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}});
        assertThat(counted.known(labels).toDoubleMatrix())
                .as("the third column has none: the first of all")
                .isDeepEqualTo(new double[][] {{2, 1, 2}, {2, 1, 2}, {3, 4, 2}, {3, 6, 2}});
        assertThat(labels.getDouble(0, 0)).as("the labels themselves").isEqualTo(-999);
    }

    @Test
    void maskedLabelsCanStandWhereTheyTellNothing() {
        INDArray labels = Nd4j.createFromArray(new double[][] {{-999, 1}, {2, Double.NaN}, {4, Double.NaN}});
        INDArray mask = Nd4j.createFromArray(new double[][] {{0, 1}, {1, 0}, {1, 0}});

        assertThat(LabelMask.of(labels, mask, false).levelled(labels).toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{3, 1}, {2, 1}, {4, 1}});
        assertThat(LabelMask.of(mask, null, false).levelled(mask)).isEqualTo(mask);
        // [1 row, 2 columns, 2 steps]: a row of all
        assertThat(LabelMask.of(Nd4j.zeros(1, 2, 2), flags(new double[] {1, 0}, 1, 2), false)
                        .perExample(1)
                        .toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{1, 1, 0, 0}});
    }

    @Test
    void maskedWhollyItKeepsNothing() {
        LabelMask none = LabelMask.of(Nd4j.ones(2, 3), Nd4j.zeros(2, 1), false);

        assertThat(none.kept()).isEmpty();
        assertThat(none.known(Nd4j.ones(2, 3)).shape()).containsExactly(0, 3);
    }
}
