package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.junit.jupiter.api.Test;

class MajorityVoteTest {
    private static final Diagnosis HEALTHY = new Diagnosis.Healthy(List.of(), "it learns");
    private static final Diagnosis HEALTHY_TOO = new Diagnosis.Healthy(List.of(), "it learns slowly");
    private static final Diagnosis UNKNOWN = new Diagnosis.Inconclusive(List.of(), "too few steps");
    private static final Diagnosis DEAD = SmallRegression.sick(Cause.DEAD_RELU);
    private static final Diagnosis FROZEN = SmallRegression.sick(Cause.FROZEN);

    private static Diagnosis of(Diagnosis... opinions) {
        return MajorityVote.agreed(opinions.length, i -> opinions[i]);
    }

    @Test
    void mostAgreeingWinAndTheirFirstIsGiven() {
        assertThat(of(DEAD, HEALTHY, HEALTHY_TOO)).isSameAs(HEALTHY);
        assertThat(of(HEALTHY_TOO, UNKNOWN, HEALTHY)).isSameAs(HEALTHY_TOO);
    }

    @Test
    void theSickAgreeOnlyIfTheirFirstCauseIsTheSame() {
        assertThat(of(HEALTHY, DEAD, FROZEN)).isSameAs(HEALTHY);
        assertThat(of(HEALTHY, FROZEN, DEAD, FROZEN)).isSameAs(FROZEN);
    }

    @Test
    void ofGroupsOfOneSizeTheEarlierWins() {
        assertThat(of(UNKNOWN, DEAD, HEALTHY)).isSameAs(UNKNOWN);
        assertThat(of(DEAD, HEALTHY, HEALTHY, DEAD)).isSameAs(DEAD);
    }

    @Test
    void eachIsAskedOnce() {
        List<Integer> asked = new ArrayList<>();
        MajorityVote.agreed(3, i -> {
            asked.add(i);
            return HEALTHY;
        });

        assertThat(asked).containsExactly(0, 1, 2);
    }
}
