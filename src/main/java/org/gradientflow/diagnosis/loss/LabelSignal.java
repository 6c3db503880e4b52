package org.gradientflow.diagnosis.loss;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.stat.StatUtils;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.FlatRows;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Whether labels can be predicted from features at all. The reference is kernel ridge regression, whose leave-one-out predictions have a
 * closed form, and judged against the same labels in shuffled order, which keeps everything but the connection.
 *
 * @param explained share of the labels' variance that leave-one-out predictions explain, the best of the kernels; at most 1
 * @param shuffled mean of the same over shuffled labels
 * @param deviations by how many standard deviations of the shuffled ones the true labels do better
 * @param rows how many were looked at
 */
public record LabelSignal(double explained, double shuffled, double deviations, int rows) {
    /** Fewer rows can't tell signal from chance: leave-one-out on 20 rows explains 10% by luck in one of 20 tries. */
    public static final int LEAST_ROWS = 20;

    /** Kernel matrices of more rows cost more than the training itself. */
    public static final int MOST_ROWS = 200;

    private static final int SHUFFLES = 60;

    /** Label columns that are looked at. */
    private static final int MOST_COLUMNS = 32;

    /** Rounding that is allowed for. */
    private static final double SYMMETRIC = 1e-8;

    private static final double POSITIVE = 1e-14;

    /** Ridge as a share of the kernel's mean diagonal: from hardly any to strong smoothing, a factor of about 30 apart. */
    private static final double[] RIDGES = {1e-3, 3e-2, 1};

    /** Widths of the Gaussian kernel as shares of the median distance: coarse, and fine enough for spirals. */
    private static final double[] WIDTHS = {1, 0.35, 0.12};

    /**
     * Measures. A column that does not vary has nothing to explain, and does not count.
     *
     * @param features a row each, any number of columns
     * @param labels a row each
     * @param random of the shuffles
     * @return the signal; none where no label varies
     */
    public static LabelSignal of(INDArray features, INDArray labels, Random random) {
        INDArray x = standardised(features);
        INDArray all = standardised(labels);
        int rows = (int) x.size(0);
        int[] varying = LabelMask.indices(all.amax(0));
        if (varying.length == 0) {
            return new LabelSignal(0, 0, 0, rows);
        }
        int[] looked = spread(varying);
        INDArray y = looked.length == all.columns() ? all : all.getColumns(looked);
        List<INDArray> shuffles = new ArrayList<>();
        shuffles.add(y);
        for (int i = 0; i < SHUFFLES; i++) {
            List<Integer> order = IntStream.range(0, rows).boxed().collect(Collectors.toList());
            Collections.shuffle(order, random);
            shuffles.add(FlatRows.select(
                    y, order.stream().mapToInt(Integer::intValue).toArray()));
        }
        INDArray stacked = Nd4j.hstack(shuffles);
        Reference.reachabilityFence(all); // ND4J would free a copy while its native code reads it
        double[] best = new double[SHUFFLES + 1];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        for (INDArray kernel : kernels(x)) {
            for (double ridge : RIDGES) {
                double[] explained = explained(kernel, ridge, stacked, (int) y.size(1));
                for (int i = 0; i < best.length; i++) {
                    best[i] = Math.max(best[i], explained[i]);
                }
            }
        }
        return of(best, rows);
    }

    /** So many columns at most, evenly spread: an image as a label has thousands, and each is shuffled 60 times. */
    private static int[] spread(int... columns) {
        return columns.length <= MOST_COLUMNS
                ? columns
                : IntStream.range(0, MOST_COLUMNS)
                        .map(i -> columns[(int) ((long) i * columns.length / MOST_COLUMNS)])
                        .toArray();
    }

    /** The first is of the labels as they are, the others of shuffled ones. */
    public static LabelSignal of(double[] explained, int rows) {
        double[] shuffled = Arrays.copyOfRange(explained, 1, explained.length);
        double mean = StatUtils.mean(shuffled);
        double deviation = Math.sqrt(StatUtils.variance(shuffled));
        return new LabelSignal(explained[0], mean, (explained[0] - mean) / Math.max(1e-9, deviation), rows);
    }

    /** Leave-one-out residuals of kernel ridge regression: (y - Hy) / (1 - diagonal of H), with H = K (K + ridge)^-1. */
    static double[] explained(INDArray kernel, double ridge, INDArray labels, int columns) {
        int rows = (int) kernel.size(0);
        double[] values = Doubles.rowMajor(kernel);
        double added = ridge * Nd4j.diag(kernel).meanNumber().doubleValue();
        double[][] matrix = new double[rows][];
        for (int row = 0; row < rows; row++) {
            matrix[row] = Arrays.copyOfRange(values, row * rows, (row + 1) * rows);
            matrix[row][row] += added;
        }
        INDArray inverse =
                Nd4j.create(new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false), SYMMETRIC, POSITIVE)
                        .getSolver()
                        .getInverse()
                        .getData());
        // y - Hy = ridge * inverse * y, and 1 - H_ii = ridge * inverse_ii: the ridge cancels.
        INDArray residuals =
                inverse.mmul(labels).divColumnVector(Nd4j.diag(inverse).reshape(rows, 1));
        INDArray squares = residuals.mul(residuals).sum(0);
        double[] explained = new double[(int) (labels.size(1) / columns)];
        for (int i = 0; i < explained.length; i++) {
            double sum = 0;
            for (int column = 0; column < columns; column++) {
                sum += squares.getDouble(i * (long) columns + column);
            }
            explained[i] = 1 - sum / (rows * (double) columns);
        }
        return explained;
    }

    static List<INDArray> kernels(INDArray x) {
        INDArray products = x.mmul(x.transpose());
        INDArray norms = Nd4j.diag(products);
        INDArray distances = products.mul(-2)
                .addColumnVector(norms.reshape(norms.length(), 1))
                .addRowVector(norms.reshape(1, norms.length()));
        double median = distances.ravel().medianNumber().doubleValue();
        List<INDArray> kernels = new ArrayList<>();
        kernels.add(products.div(x.size(1)).add(1));
        for (double width : WIDTHS) {
            kernels.add(Transforms.exp(distances.div(-2 * width * width * Math.max(1e-12, median)))
                    .add(1e-3));
        }
        return kernels;
    }

    /** {@link ColumnScale#standardised(INDArray)} in double precision. */
    public static INDArray standardised(INDArray array) {
        return ColumnScale.standardised(array.castTo(DataType.DOUBLE));
    }
}
