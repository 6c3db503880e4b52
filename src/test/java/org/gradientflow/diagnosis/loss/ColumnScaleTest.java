package org.gradientflow.diagnosis.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradientflow.model.Doubles;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ColumnScaleTest {
    @Test
    void isOfTheColumnThatIsFarthestOff() {
        ColumnScale scale = ColumnScale.of(Nd4j.createFromArray(new double[][] {{1, -10, 5}, {3, -30, 5}}));

        assertThat(scale).isEqualTo(new ColumnScale(20, 10, 1)); // the constant column has no deviation
    }

    @Test
    void isZeroWhereNothingVaries() {
        assertThat(ColumnScale.of(Nd4j.createFromArray(new double[][] {{2, -3}, {2, -3}})))
                .isEqualTo(new ColumnScale(3, 0, 0));
    }

    @Test
    void isByChannelWhereThereAreTimeSteps() {
        INDArray series =
                Nd4j.createFromArray(new double[] {0, 4, 6, 14, 0, 4, 6, 14}).reshape(2, 2, 2);

        ColumnScale scale = ColumnScale.of(series);
        assertThat(scale.offset()).isCloseTo(10, within(1e-9));
        assertThat(scale.largest()).isCloseTo(4, within(1e-9));
        assertThat(scale.smallest()).isCloseTo(2, within(1e-9));
    }

    @Test
    void isOfTheNumbersThatCount() {
        INDArray table = Nd4j.createFromArray(new double[][] {{1, -999, 8}, {3, -10, 9}, {-999, -30, 12}});
        LabelMask counted =
                LabelMask.of(table, Nd4j.createFromArray(new double[][] {{1, 0, 0}, {1, 1, 0}, {0, 1, 0}}), false);

        assertThat(ColumnScale.of(table, counted)).isEqualTo(new ColumnScale(20, 10, 1));
        assertThat(ColumnScale.standardised(table, counted).toDoubleMatrix())
                .as("what does not count is moved with the others")
                .isDeepEqualTo(new double[][] {{-1, -97.9, 8}, {1, 1, 9}, {-1001, -1, 12}});
    }

    /** A mean of 0.1 three times is not 0.1. */
    @Test
    void roundingIsNoDeviation() {
        assertThat(ColumnScale.of(Nd4j.createFromArray(new double[][] {{0.1}, {0.1}, {0.1}}))
                        .largest())
                .isZero();
    }

    @Test
    void columnsMayStandLast() {
        INDArray series = Nd4j.createFromArray(new double[][][] {{{1, 10}, {3, 30}}}); // two steps of two columns
        LabelMask all = LabelMask.of(series, null, true);

        assertThat(ColumnScale.of(series, all)).isEqualTo(new ColumnScale(20, 10, 1));
        assertThat(Doubles.rowMajor(ColumnScale.standardised(series, all))).containsExactly(-1, -1, 1, 1);
    }

    @Test
    void aStandardisedTableKeepsItsType() {
        INDArray table = Nd4j.createFromArray(new float[][] {{1, 5}, {3, 5}});
        INDArray standardised = ColumnScale.standardised(table);

        assertThat(standardised.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(Doubles.rowMajor(standardised)).containsExactly(new double[] {-1, 0, 1, 0}, within(1e-6));
    }

    @Test
    void aStandardisedImageHasEachChannelOfDeviationOne() {
        // Two images of three channels, one row of two pixels each; the last channel is constant.
        INDArray images = Nd4j.createFromArray(new float[] {1, 3, 10, 10, 4, 4, 3, 1, 30, 30, 4, 4})
                .reshape(2, 3, 1, 2);
        INDArray before = images.dup();
        INDArray standardised = ColumnScale.standardised(images);

        assertThat(Doubles.rowMajor(standardised))
                .containsExactly(new double[] {-1, 1, -1, -1, 0, 0, 1, -1, 1, 1, 0, 0}, within(1e-6));
        assertThat(standardised.shape()).containsExactly(2, 3, 1, 2);
        assertThat(standardised.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(images).as("the images themselves").isEqualTo(before);
    }
}
