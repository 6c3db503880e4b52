package org.gradientflow.benchmark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SkillTest {
    private static final double EXACT = 1e-6;

    @Test
    void numbersAreMeasuredByRSquared() {
        INDArray labels = column(1, 2, 3, 4);
        assertThat(Skill.of(labels, labels)).isCloseTo(1, within(EXACT));
        assertThat(Skill.of(column(2.5f, 2.5f, 2.5f, 2.5f), labels)).isCloseTo(0, within(EXACT));
    }

    @Test
    void aRareClassCountsAsMuchAsAFrequentOne() {
        INDArray labels = column(0, 0, 0, 1);
        assertThat(Skill.of(column(0, 0, 0, 0), labels)).isCloseTo(0, within(EXACT));
        assertThat(Skill.of(column(0, 0, 0, 0.9f), labels)).isCloseTo(1, within(EXACT));
    }

    @Test
    void severalMarksAreAsManyQuestions() {
        INDArray labels = Nd4j.create(new float[][] {{1, 1}, {0, 0}, {1, 0}, {0, 1}});
        INDArray firstOnly = Nd4j.create(new float[][] {{1, 0}, {0, 0}, {1, 0}, {0, 0}});
        assertThat(Skill.of(firstOnly, labels)).isCloseTo(0.5, within(EXACT));
        assertThat(Skill.of(labels, labels)).isCloseTo(1, within(EXACT));
    }

    @Test
    void whatIsNotFiniteIsWorst() {
        assertThat(Skill.of(column(Float.NaN, 1), column(1, 2))).isEqualTo(-1);
    }

    private static INDArray column(float... values) {
        return Nd4j.createFromArray(values).reshape(values.length, 1);
    }
}
