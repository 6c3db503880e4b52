package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class RowsAtOnceTest {
    private static final Subject SUBJECT = Subject.of(SmallClassifier.healthy());

    @Test
    void aSmallNetworkIsMeasuredInOnePass() {
        assertThat(RowsAtOnce.of(SUBJECT, TrainingData.of(SmallClassifier.data()), 256, 8))
                .isEqualTo(256);
    }

    @Test
    void largeRowsAreMeasuredInTheUsersBatches() {
        TrainingData images = TrainingData.of(new DataSet(Nd4j.zeros(4, 3, 64, 64), Nd4j.zeros(4, 2)));

        assertThat(RowsAtOnce.of(SUBJECT, images, 256, 64)).isEqualTo(64);
        assertThat(RowsAtOnce.of(SUBJECT, images, 256, 1)).isEqualTo(32);
        assertThat(RowsAtOnce.of(SUBJECT, images, 16, 64)).isEqualTo(16);
    }
}
