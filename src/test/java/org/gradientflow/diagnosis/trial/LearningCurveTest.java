package org.gradientflow.diagnosis.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class LearningCurveTest {
    private final List<Integer> trained = new ArrayList<>();

    private LearningCurve curve(IntToDoubleFunction skill) {
        return new LearningCurve(skill.applyAsDouble(1), () -> false, round -> {
            trained.add(round);
            return skill.applyAsDouble(round);
        });
    }

    @Test
    void aRoundIsTrainedOnceAndOnlyWhenItIsAskedFor() {
        LearningCurve curve = curve(round -> 0.1 * round);

        assertThat(curve.after(1)).isEqualTo(0.1);
        assertThat(trained).isEmpty();
        assertThat(curve.after(3)).isEqualTo(0.1 * 3);
        assertThat(curve.after(2)).isEqualTo(0.2);
        assertThat(trained).containsExactly(2, 3);
    }

    @Test
    void aSkillIsReachedWithinTenRoundsOrNot() {
        assertThat(curve(round -> 0.05 * round).reaches(0.5)).isTrue();
        assertThat(curve(round -> 0.05 * round).reaches(0.51)).isFalse();
    }

    @Test
    void aLossThatIsNoNumberEndsIt() {
        assertThat(curve(round -> Double.NEGATIVE_INFINITY).reaches(0)).isFalse();
        assertThat(trained).isEmpty();
    }

    @Test
    void withoutTimeHalfOfTheSkillCounts() {
        LearningCurve half = new LearningCurve(0.5, () -> true, round -> 0);

        assertThat(half.reaches(1)).isTrue();
        assertThat(half.reaches(1.1)).isFalse();
    }
}
