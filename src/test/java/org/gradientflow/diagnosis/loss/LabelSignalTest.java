package org.gradientflow.diagnosis.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.gradientflow.model.Doubles;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LabelSignalTest {
    private static final int ROWS = 150;

    /** Neither a line nor a plane can tell them apart. */
    @Test
    void aCheckerboardIsSeen() {
        Random random = new Random(1);
        INDArray features = features(random);
        INDArray labels = Nd4j.create(DataType.DOUBLE, ROWS, 1);
        for (int row = 0; row < ROWS; row++) {
            labels.putScalar(row, 0, features.getDouble(row, 0) * features.getDouble(row, 1) > 0 ? 1 : 0);
        }
        LabelSignal signal = LabelSignal.of(features, labels, random);
        assertThat(signal.deviations()).isGreaterThan(5);
        assertThat(signal.explained()).isGreaterThan(0.3);
    }

    @Test
    void noiseIsNot() {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            INDArray features = features(random);
            INDArray labels = Nd4j.create(DataType.DOUBLE, ROWS, 1);
            for (int row = 0; row < ROWS; row++) {
                labels.putScalar(row, 0, random.nextInt(2));
            }
            assertThat(LabelSignal.of(features, labels, random).deviations()).isLessThan(3);
        }
    }

    /** The closed form against what it stands for: a fit without the row, asked about the row. */
    @Test
    void whatIsExplainedIsToldByFitsThatNeverSawTheRow() {
        Random random = new Random(4);
        INDArray x = LabelSignal.standardised(features(random).getRows(0, 1, 2, 3, 4, 5, 6));
        INDArray y = LabelSignal.standardised(Nd4j.hstack(
                features(random).getRows(0, 1, 2, 3, 4, 5, 6), features(random).getRows(0, 1, 2, 3, 4, 5, 6)));
        double ridge = 0.03;
        for (INDArray kernel : LabelSignal.kernels(x)) {
            double[] explained = LabelSignal.explained(kernel, ridge, y, 2);

            assertThat(explained).hasSize(2);
            for (int labels = 0; labels < 2; labels++) {
                double first = missed(kernel, ridge, Doubles.rowMajor(y.getColumn(2 * labels)));
                double second = missed(kernel, ridge, Doubles.rowMajor(y.getColumn(2 * labels + 1)));
                assertThat(explained[labels]).isCloseTo(1 - (first + second) / 14, within(1e-7));
            }
        }
    }

    private static double missed(INDArray kernel, double ridge, double[] labels) {
        double[][] matrix = kernel.toDoubleMatrix();
        int rows = labels.length;
        double added = 0;
        for (int row = 0; row < rows; row++) {
            added += ridge * matrix[row][row] / rows;
        }
        double missed = 0;
        for (int out = 0; out < rows; out++) {
            int left = out;
            int[] kept = IntStream.range(0, rows).filter(row -> row != left).toArray();
            RealMatrix seen = new Array2DRowRealMatrix(matrix).getSubMatrix(kept, kept);
            RealMatrix ridged =
                    seen.add(MatrixUtils.createRealIdentityMatrix(rows - 1).scalarMultiply(added));
            double[] known = IntStream.of(kept).mapToDouble(row -> labels[row]).toArray();
            RealVector weights = new LUDecomposition(ridged).getSolver().solve(new ArrayRealVector(known));
            double said = IntStream.range(0, rows - 1)
                    .mapToDouble(i -> weights.getEntry(i) * matrix[left][kept[i]])
                    .sum();
            missed += (labels[out] - said) * (labels[out] - said);
        }
        return missed;
    }

    @Test
    void kernelsAreAPlaneAndThreeBells() {
        // Squared distances: 1 and 9 from the first, 4 between the others. Each counts twice, and three are 0: the
        // median is 1.
        List<INDArray> kernels = LabelSignal.kernels(Nd4j.createFromArray(new double[][] {{0, 1}, {1, 1}, {3, 1}}));

        assertThat(kernels).hasSize(4);
        assertThat(kernels.get(0).toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{1.5, 1.5, 1.5}, {1.5, 2, 3}, {1.5, 3, 6}});
        double[] widths = {1, 0.35, 0.12};
        double[][] distances = {{0, 1, 9}, {1, 0, 4}, {9, 4, 0}};
        for (int i = 0; i < 3; i++) {
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    assertThat(kernels.get(i + 1).getDouble(row, column))
                            .isCloseTo(
                                    0.001 + Math.exp(-distances[row][column] / (2 * widths[i] * widths[i])),
                                    within(1e-9));
                }
            }
        }
    }

    @Test
    void theTrueLabelsAreHeldAgainstTheShuffledOnes() {
        LabelSignal signal = LabelSignal.of(new double[] {0.9, 0.1, 0.2, 0.3}, 40);

        assertThat(signal.explained()).isEqualTo(0.9);
        assertThat(signal.shuffled()).isCloseTo(0.2, within(1e-12));
        assertThat(signal.deviations()).isCloseTo(7, within(1e-9)); // 0.7 over 0.1
        assertThat(signal.rows()).isEqualTo(40);
        assertThat(LabelSignal.of(new double[] {0.5, 0.5, 0.5}, 2).deviations()).isZero();
        assertThat(LabelSignal.of(new double[] {1.5, 0.5, 0.5}, 2).deviations()).isCloseTo(1e9, within(1.0));
    }

    @Test
    void columnsAreStandardisedAndConstantOnesVanish() {
        INDArray standardised =
                LabelSignal.standardised(Nd4j.createFromArray(new float[][] {{1, 7, 1e-9f}, {3, 7, 3e-9f}}));

        assertThat(standardised.toDoubleMatrix()[0]).containsExactly(new double[] {-1, 0, -1}, within(1e-6));
        assertThat(standardised.toDoubleMatrix()[1]).containsExactly(new double[] {1, 0, 1}, within(1e-6));
    }

    /** What rounding left of an empty column must not become a feature. */
    @Test
    void aColumnThatIsNothingBesideTheOthersVanishes() {
        INDArray standardised = LabelSignal.standardised(Nd4j.createFromArray(new double[][] {{1, 1e-17}, {3, 3e-17}}));

        assertThat(standardised.getDouble(0, 0)).isEqualTo(-1, within(1e-6));
        assertThat(Math.abs(standardised.getDouble(0, 1))).isLessThan(1e-16);
    }

    @Test
    void aColumnThatDoesNotVaryIsNotExplained() {
        INDArray features = features(new Random(2));
        INDArray line = features.getColumn(0, true);
        INDArray constant = Nd4j.ones(DataType.DOUBLE, ROWS, 1).muli(0.1); // whose mean is off by rounding

        assertThat(LabelSignal.of(features, Nd4j.hstack(constant, line, constant), new Random(2)))
                .isEqualTo(LabelSignal.of(features, line, new Random(2)));
        assertThat(LabelSignal.of(features, constant, new Random(2))).isEqualTo(new LabelSignal(0, 0, 0, ROWS));
    }

    @Test
    void aLineIsSeenAlmostWhollyAndShuffledNotAtAll() {
        INDArray features =
                features(new Random(2)).getRows(IntStream.range(0, 30).toArray());
        LabelSignal signal = LabelSignal.of(features, features.getColumn(0, true), new Random(2));

        assertThat(signal.explained()).isBetween(0.99, 1.0);
        assertThat(signal.shuffled()).isBetween(-0.3, 0.3);
        assertThat(signal.rows()).isEqualTo(30);
    }

    private static INDArray features(Random random) {
        INDArray features = Nd4j.create(DataType.DOUBLE, ROWS, 2);
        for (int row = 0; row < ROWS; row++) {
            features.putScalar(row, 0, random.nextGaussian());
            features.putScalar(row, 1, random.nextGaussian());
        }
        return features;
    }
}
