package org.gradientflow.benchmark.models;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Generated images {@code [rows, 1, side, side]} and sequences {@code [rows, columns, steps]}. */
final class ImagesAndSequences {
    static final int SIDE = 8;
    static final int STEPS = 10;
    static final int ROWS = 240;

    private ImagesAndSequences() {}

    /** One bar a picture, on noise: horizontal, vertical, or diagonal. */
    static DataSet bars(long seed) {
        Random random = new Random(seed);
        INDArray features = Nd4j.zeros(DataType.FLOAT, ROWS, 1, SIDE, SIDE);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, ROWS, 3);
        for (int row = 0; row < ROWS; row++) {
            int type = row % 3;
            int at = random.nextInt(SIDE);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    boolean bar = switch (type) {
                        case 0 -> y == at;
                        case 1 -> x == at;
                        default -> (x + y) % SIDE == at;
                    };
                    features.putScalar(new int[] {row, 0, y, x}, (bar ? 1 : 0) + 0.2 * random.nextGaussian());
                }
            }
            labels.putScalar(row, type, 1);
        }
        return new DataSet(features, labels);
    }

    /** At each step: is the sum of the first column so far above zero? The second column is noise. */
    static DataSet runningSum(long seed) {
        Random random = new Random(seed);
        INDArray features = Nd4j.zeros(DataType.FLOAT, ROWS, 2, STEPS);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, ROWS, 2, STEPS);
        for (int row = 0; row < ROWS; row++) {
            double sum = 0;
            for (int step = 0; step < STEPS; step++) {
                double value = random.nextGaussian();
                sum += value;
                features.putScalar(row, 0, step, value);
                features.putScalar(row, 1, step, random.nextGaussian());
                labels.putScalar(row, sum > 0 ? 1 : 0, step, 1);
            }
        }
        return new DataSet(features, labels);
    }

    /** Waves of three frequencies and any phase, on noise; the label is the frequency. */
    static DataSet waves(long seed) {
        Random random = new Random(seed);
        INDArray features = Nd4j.zeros(DataType.FLOAT, ROWS, 1, STEPS);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, ROWS, 3);
        for (int row = 0; row < ROWS; row++) {
            int type = row % 3;
            double phase = 2 * Math.PI * random.nextDouble();
            for (int step = 0; step < STEPS; step++) {
                double value = Math.sin(phase + 0.45 * (1 + 2 * type) * step) + 0.1 * random.nextGaussian();
                features.putScalar(row, 0, step, value);
            }
            labels.putScalar(row, type, 1);
        }
        return new DataSet(features, labels);
    }
}
