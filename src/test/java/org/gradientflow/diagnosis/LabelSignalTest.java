package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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

    private static INDArray features(Random random) {
        INDArray features = Nd4j.create(DataType.DOUBLE, ROWS, 2);
        for (int row = 0; row < ROWS; row++) {
            features.putScalar(row, 0, random.nextGaussian());
            features.putScalar(row, 1, random.nextGaussian());
        }
        return features;
    }
}
