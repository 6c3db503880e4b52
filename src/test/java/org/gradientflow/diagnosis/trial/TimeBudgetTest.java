package org.gradientflow.diagnosis.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;

class TimeBudgetTest {
    private static int steps(Duration time, int wanted) {
        return TimeBudget.of(time)
                .steps(Subject.of(SmallClassifier.healthy()), TrainingData.of(SmallClassifier.data()), 16, wanted);
    }

    @Test
    void allStepsFitIntoMuchTime() {
        assertThat(steps(Duration.ofDays(1), 300)).isEqualTo(300);
    }

    @Test
    void littleTimeLeavesThirtySteps() {
        assertThat(steps(Duration.ofNanos(1), 300)).isEqualTo(30);
        assertThat(steps(Duration.ofNanos(1), 20)).isEqualTo(20);
    }

    @Test
    void timeEnds() {
        assertThat(TimeBudget.of(Duration.ofNanos(1)).over()).isTrue();
        assertThat(TimeBudget.of(Duration.ofDays(1)).over()).isFalse();
        assertThat(TimeBudget.of(Duration.ofSeconds(5)).seconds()).isEqualTo(5);
    }
}
