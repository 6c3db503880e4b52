package org.gradientflow.benchmark.models;

import java.util.Random;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Generated tables, {@code [rows, columns]}, the same for a seed on every machine. */
final class Tables {
    static final int ROWS = 400;

    /** Fisher's iris: mean and standard deviation of sepal length and width, petal length and width, by species. */
    private static final double[][] IRIS_MEANS = {
        {5.006, 3.428, 1.462, 0.246}, {5.936, 2.770, 4.260, 1.326}, {6.588, 2.974, 5.552, 2.026}
    };

    private static final double[][] IRIS_DEVIATIONS = {
        {0.352, 0.379, 0.174, 0.105}, {0.516, 0.314, 0.470, 0.198}, {0.636, 0.322, 0.552, 0.275}
    };

    private Tables() {}

    /** The original's input, uniform on [-1, 1), which is also its label. */
    static DataSet signal(long seed) {
        Random random = new Random(seed);
        float[][] values = new float[ROWS][1];
        for (float[] row : values) {
            row[0] = (float) (2 * random.nextDouble() - 1);
        }
        return dataSet(values, values);
    }

    /** Three Gaussian classes on the raw scale of Fisher's iris: centimetres, not standardised. */
    static DataSet iris(long seed) {
        return iris(seed, new int[] {100, 100, 100});
    }

    /** The same with the given number of rows for each class. */
    static DataSet iris(long seed, int[] rows) {
        Random random = new Random(seed);
        int total = rows[0] + rows[1] + rows[2];
        float[][] features = new float[total][4];
        float[][] labels = new float[total][3];
        int row = 0;
        for (int type = 0; type < 3; type++) {
            for (int i = 0; i < rows[type]; i++, row++) {
                for (int column = 0; column < 4; column++) {
                    features[row][column] =
                            (float) (IRIS_MEANS[type][column] + IRIS_DEVIATIONS[type][column] * random.nextGaussian());
                }
                labels[row][type] = 1;
            }
        }
        return dataSet(features, labels);
    }

    /** Two spirals of three quarters of a turn. */
    static DataSet spirals(long seed) {
        Random random = new Random(seed);
        float[][] features = new float[ROWS][];
        float[][] labels = new float[ROWS][2];
        for (int row = 0; row < ROWS; row++) {
            int arm = row % 2;
            double along = Math.sqrt(random.nextDouble());
            double angle = 1.5 * Math.PI * along + arm * Math.PI;
            double radius = 0.1 + 1.4 * along;
            features[row] = new float[] {
                (float) (radius * Math.cos(angle) + 0.05 * random.nextGaussian()),
                (float) (radius * Math.sin(angle) + 0.05 * random.nextGaussian())
            };
            labels[row][arm] = 1;
        }
        return dataSet(features, labels);
    }

    /** Two half moons with a label of 0 or 1. */
    static DataSet moons(long seed) {
        Random random = new Random(seed);
        float[][] features = new float[ROWS][];
        float[][] labels = new float[ROWS][1];
        for (int row = 0; row < ROWS; row++) {
            int moon = row % 2;
            double angle = Math.PI * random.nextDouble();
            double x = moon == 0 ? Math.cos(angle) : 1 - Math.cos(angle);
            double y = moon == 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
            features[row] = new float[] {
                (float) (x - 0.5 + 0.1 * random.nextGaussian()), (float) (y - 0.25 + 0.1 * random.nextGaussian())
            };
            labels[row][0] = moon;
        }
        return dataSet(features, labels);
    }

    /** A smooth function of five standard normal features; the labels have mean 0 and variance 1. */
    static DataSet regression(long seed) {
        Random random = new Random(seed);
        float[][] features = new float[ROWS][5];
        double[] values = new double[ROWS];
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < 5; column++) {
                features[row][column] = (float) random.nextGaussian();
            }
            float[] x = features[row];
            values[row] = 1.5 * x[0] - x[1] + Math.sin(2 * x[2]) + 0.5 * x[3] * x[4] + 0.1 * random.nextGaussian();
            sum += values[row];
            squares += values[row] * values[row];
        }
        double mean = sum / ROWS;
        double deviation = Math.sqrt(squares / ROWS - mean * mean);
        float[][] labels = new float[ROWS][1];
        for (int row = 0; row < ROWS; row++) {
            labels[row][0] = (float) ((values[row] - mean) / deviation);
        }
        return dataSet(features, labels);
    }

    private static DataSet dataSet(float[][] features, float[][] labels) {
        return new DataSet(Nd4j.create(features), Nd4j.create(labels));
    }
}
