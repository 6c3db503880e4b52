package org.gradientflow.diagnosis.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.FlatRows;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class OutputLabelsTest {
    private static Output output(long width, boolean averaged) {
        return new Output(0, "0", new LossMSE(), Activation.SIGMOID.getActivationFunction(), width, averaged, false);
    }

    private static INDArray counted(long... shape) {
        return Nd4j.arange(Nd4j.createFromArray(shape).prodNumber().longValue())
                .castTo(DataType.FLOAT)
                .reshape('c', shape);
    }

    private static double[][] rows(INDArray labels, INDArray mask) {
        return OutputLabels.of(output(0, true), labels, mask).labels().toDoubleMatrix();
    }

    @Test
    void timeStepsAndPixelsBecomeRows() {
        assertThat(FlatRows.of(counted(3), false).toDoubleMatrix()).isDeepEqualTo(new double[][] {{0}, {1}, {2}});
        assertThat(rows(counted(2, 2), null)).isDeepEqualTo(new double[][] {{0, 1}, {2, 3}});
        // [1 row, 2 columns, 3 steps]
        assertThat(rows(counted(1, 2, 3), null)).isDeepEqualTo(new double[][] {{0, 3}, {1, 4}, {2, 5}});
        assertThat(rows(counted(1, 2, 1, 2), null)).isDeepEqualTo(new double[][] {{0, 2}, {1, 3}});
        assertThat(rows(counted(2, 1, 2, 1), null)).isDeepEqualTo(new double[][] {{0}, {1}, {2}, {3}});
        assertThat(rows(counted(1, 2, 2, 1, 1), null)).isDeepEqualTo(new double[][] {{0, 2}, {1, 3}});
    }

    @Test
    void maskedRowsAreLeftOut() {
        INDArray steps = Nd4j.create(new double[][] {{1, 0, 1}});
        assertThat(rows(counted(1, 2, 3), steps)).isDeepEqualTo(new double[][] {{0, 3}, {2, 5}});
        assertThat(rows(counted(2, 2), Nd4j.create(new double[][] {{0}, {1}}))).isDeepEqualTo(new double[][] {{2, 3}});
        // A mask of single outputs: a row counts where any of them does. It is as large as the labels, not as their
        // rows.
        INDArray single = Nd4j.create(new double[] {1, 0, 0, 0, 0, 1}, new long[] {1, 2, 3});
        assertThat(rows(counted(1, 2, 3), single)).isDeepEqualTo(new double[][] {{0, 5}, {0, 5}});
        assertThat(rows(counted(2, 2), Nd4j.create(new double[][] {{0, 0}, {0, 1}})))
                .isDeepEqualTo(new double[][] {{3, 3}});
        assertThat(rows(counted(2, 2), Nd4j.zeros(2, 2))).isEmpty();
        assertThat(rows(counted(1, 2, 3), Nd4j.zeros(1, 2, 3))).isEmpty();
        assertThat(rows(counted(1, 2), Nd4j.zeros(1, 2))).isEmpty();
        assertThat(rows(counted(2, 1), Nd4j.zeros(2, 1))).isEmpty();
    }

    @Test
    void maskedOutputsOfARowDoNotCountInItsLoss() {
        INDArray mask = Nd4j.create(new double[][] {{1, 0}, {1, 1}, {0, 0}});
        OutputLabels rows = OutputLabels.of(output(2, false), Nd4j.zeros(3, 2), mask);
        INDArray zero = Nd4j.zeros(DataType.DOUBLE, 2, 2);

        // sigmoid(0) = .5: three squares of .25, each row's divided by its two outputs
        assertThat(rows.loss(zero)).isCloseTo(0.375, within(1e-9));
        assertThat(rows.gradient(zero).toDoubleMatrix()).isDeepEqualTo(new double[][] {{0.125, 0}, {0.125, 0.125}});
        OutputLabels whole = OutputLabels.of(output(2, false), Nd4j.zeros(2, 2), Nd4j.ones(2, 2));
        assertThat(whole.mask()).isNull();
        assertThat(whole.loss(zero)).isCloseTo(0.5, within(1e-9));
    }

    /** Cross-entropy with softmax takes no mask of single outputs, though all outputs of a row may be given one. */
    @Test
    void aMaskIsOfRowsWhereItsOutputsAgree() {
        INDArray half = Nd4j.create(new double[][] {{0.5, 0.5}, {0, 0}, {1, 1}});
        OutputLabels rows = OutputLabels.of(output(2, false), Nd4j.zeros(3, 2), half);
        INDArray zero = Nd4j.zeros(DataType.DOUBLE, 2, 2);

        assertThat(rows.mask().toDoubleMatrix()).isDeepEqualTo(new double[][] {{0.5}, {1}});
        assertThat(rows.weights().toDoubleMatrix()).isDeepEqualTo(new double[][] {{0.5, 0.5}, {1, 1}});
        // squares of .25, each row's the mean of two
        assertThat(rows.loss(zero)).isCloseTo(0.375, within(1e-9));
        assertThat(OutputLabels.of(output(2, false), Nd4j.zeros(3, 2), half.getColumn(0, true))
                        .mask())
                .isEqualTo(rows.mask());
    }

    /** DL4J takes a mask of one row for one of outputs. */
    @Test
    void oneRowMayCountHalfUnderCrossEntropy() {
        Output softmax =
                new Output(0, "0", new LossMCXENT(), Activation.SOFTMAX.getActivationFunction(), 2, true, false);
        INDArray labels = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}});
        OutputLabels rows = OutputLabels.of(softmax, labels, Nd4j.createFromArray(new double[][] {{0.5}, {0}}));

        assertThat(rows.gradient(Nd4j.zeros(DataType.DOUBLE, 1, 2)).toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{-0.25, 0.25}});
    }

    @Test
    void joinedBatchesKeepTheirMasks() {
        OutputLabels whole = OutputLabels.of(output(2, false), Nd4j.ones(1, 2), null);
        OutputLabels half =
                OutputLabels.of(output(2, false), Nd4j.zeros(1, 2), Nd4j.create(new double[][] {{0.5, 0.5}}));
        OutputLabels single = OutputLabels.of(output(2, false), Nd4j.zeros(1, 2), Nd4j.create(new double[][] {{1, 0}}));

        assertThat(OutputLabels.joined(List.of(whole, whole)).mask()).isNull();
        assertThat(OutputLabels.joined(List.of(whole, half)).mask().toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{1}, {0.5}});
        OutputLabels all = OutputLabels.joined(List.of(whole, half, single));
        assertThat(all.mask().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 1}, {0.5, 0.5}, {1, 0}});
        assertThat(all.labels().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 1}, {0, 0}, {0, 0}});
    }

    @Test
    void theLossIsDividedByTheBatchsRowsNotByTheStepsAndOnlyIfDl4jAverages() {
        INDArray labels = Nd4j.zeros(2, 1, 3);
        OutputLabels averaged = OutputLabels.of(output(1, true), labels, null);
        OutputLabels summed = OutputLabels.of(output(1, false), labels, null);
        INDArray zero = Nd4j.zeros(DataType.DOUBLE, 6, 1);

        // sigmoid(0) = .5: six squares of .25
        assertThat(summed.loss(zero)).isCloseTo(1.5, within(1e-9));
        assertThat(averaged.loss(zero)).isCloseTo(0.75, within(1e-9));
        // 2 * .5 * .25 each, not divided
        assertThat(Doubles.rowMajor(averaged.gradient(zero)))
                .satisfies(all -> assertThat(all).hasSize(6))
                .containsOnly(new double[] {0.25}, within(1e-9));
        assertThat(Doubles.rowMajor(averaged.activated(zero)))
                .satisfies(all -> assertThat(all).hasSize(6))
                .containsOnly(new double[] {0.5}, within(1e-9));
        assertThat(Doubles.rowMajor(zero)).containsOnly(0);
    }

    @Test
    void columnsAreTheOutputsOrElseTheLabels() {
        INDArray labels = Nd4j.zeros(4, 3);
        OutputLabels own = OutputLabels.of(output(1, true), labels, null);

        assertThat(own.columns()).isOne();
        assertThat(own.rows()).isEqualTo(4);
        assertThat(OutputLabels.of(output(0, true), labels, null).columns()).isEqualTo(3);
        assertThat(own.with(Nd4j.ones(2, 3)))
                .returns(2L, OutputLabels::rows)
                .returns(4.0, OutputLabels::divisor)
                .returns(own.output(), OutputLabels::output);
    }

    @Test
    void randomOutputsAreDrawnOneByOneRowByRow() {
        Random random = new Random(3);
        double[][] drawn = new double[2][2];
        for (double[] row : drawn) {
            row[0] = 5 * random.nextGaussian();
            row[1] = 5 * random.nextGaussian();
        }

        assertThat(OutputLabels.of(output(2, true), Nd4j.zeros(2, 2), null)
                        .random(new Random(3), 5)
                        .toDoubleMatrix())
                .isDeepEqualTo(drawn);
    }
}
