package org.gradientflow.diagnosis.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class ClassCountsTest {
    private static TrainingData with(INDArray labels) {
        return TrainingData.of(new DataSet(Nd4j.zeros(DataType.FLOAT, labels.rows(), 2), labels));
    }

    /** So many rows of each class, in order. */
    private static INDArray oneHot(int... counts) {
        float[][] rows = new float[Arrays.stream(counts).sum()][counts.length];
        int row = 0;
        for (int type = 0; type < counts.length; type++) {
            for (int i = 0; i < counts[type]; i++) {
                rows[row++][type] = 1;
            }
        }
        return Nd4j.createFromArray(rows);
    }

    private static ClassCounts of(int... counts) {
        return ClassCounts.of(with(oneHot(counts))).orElseThrow();
    }

    @Test
    void rowsOfOneHotLabelsAreCounted() {
        ClassCounts counts = of(5, 0, 20);

        assertThat(counts.counts()).containsExactly(5, 0, 20);
        assertThat(counts.rarest()).isZero();
        assertThat(counts.rarestShare()).isEqualTo(0.2);
    }

    @Test
    void aColumnOfZerosAndOnesHasTwoClasses() {
        INDArray column = Nd4j.createFromArray(new float[][] {{0}, {1}, {0}, {0}});

        assertThat(ClassCounts.of(with(column)).orElseThrow().counts()).containsExactly(3, 1);
        assertThat(ClassCounts.of(with(column.add(0.5)))).isEmpty();
    }

    @Test
    void twoFifthsOfAnEvenShareAreRare() {
        assertThat(of(80, 20).imbalanced()).isTrue();
        assertThat(of(79, 21).imbalanced()).isFalse();
        assertThat(of(100, 0).imbalanced()).as("one class").isFalse();
    }

    @Test
    void aStratifiedChoiceHasEachClassAsOftenAsItCan() {
        ClassCounts counts = of(100, 3);

        int[] rows = counts.stratified(20, new Random(1));

        assertThat(rows).hasSize(20).doesNotHaveDuplicates();
        assertThat(Arrays.stream(rows).filter(row -> row >= 100)).hasSize(3);
    }

    @Test
    void balancedRowsRepeatTheRareClass() {
        ClassCounts counts = of(100, 3);

        int[] rows = counts.balanced(60, new Random(1));

        assertThat(Arrays.stream(rows).filter(row -> row >= 100)).hasSize(30);
        assertThat(Arrays.stream(rows).filter(row -> row >= 100).distinct()).hasSize(3);
    }
}
