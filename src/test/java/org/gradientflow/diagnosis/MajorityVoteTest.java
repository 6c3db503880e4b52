package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Severity;
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

    private static int examinations(BooleanSupplier more, Diagnosis... opinions) {
        List<Integer> asked = new ArrayList<>();
        MajorityVote.asManyAsNeeded(more, i -> {
            asked.add(i);
            return opinions[i];
        });
        return asked.size();
    }

    @Test
    void oneIsEnoughWhereItDecides() {
        assertThat(examinations(() -> true, HEALTHY)).isOne();
        assertThat(examinations(() -> true, DEAD)).isOne();
    }

    @Test
    void threeAreAskedWhereTheFirstDoesNotDecide() {
        Diagnosis poor =
                new Diagnosis.Poor(List.of(FROZEN.findings().get(0).withSeverity(Severity.WARNING)), "it stays behind");

        assertThat(examinations(() -> true, poor, HEALTHY, HEALTHY)).isEqualTo(3);
        assertThat(MajorityVote.asManyAsNeeded(() -> true, i -> i == 0 ? poor : HEALTHY))
                .isSameAs(HEALTHY);
        assertThat(examinations(() -> false, poor)).as("no time").isOne();
    }
}
