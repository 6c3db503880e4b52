package org.gradientflow.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.Histogram;
import org.nd4j.linalg.factory.Nd4j;

class TensorStatsTest {
    /** Includes a range that a float can't hold. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-60, 1e-46, 1, 1e60})
    void doublesOfAnyScaleAreCountedLikeTheNativeOperation(double scale) {
        INDArray values =
                Nd4j.createFromArray(new Random(1).doubles(1_000, -scale, scale).toArray());

        int[] counts = TensorStats.of(values).histogram().getBinCounts();

        assertThat(counts)
                .doesNotContain(0)
                .isEqualTo(Nd4j.exec(new Histogram(values, TensorStats.BINS))[0].toIntVector());
    }
}
