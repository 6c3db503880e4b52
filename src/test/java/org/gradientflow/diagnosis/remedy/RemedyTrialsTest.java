package org.gradientflow.diagnosis.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.gradientflow.diagnosis.verdict.Prescription;
import org.junit.jupiter.api.Test;

class RemedyTrialsTest {
    private static final PairedTrials.Score BAD = new PairedTrials.Score(0, 2, 0.1, true);
    private static final PairedTrials.Score GOOD = new PairedTrials.Score(0.8, 0.5, 0.9, true);

    private static RemedyTrials tried(Remedy remedy, int helped, int of) {
        return new RemedyTrials(
                remedy,
                Collections.nCopies(of, BAD),
                Stream.concat(
                                Collections.nCopies(helped, GOOD).stream(),
                                Collections.nCopies(of - helped, BAD).stream())
                        .toList());
    }

    @Test
    void helpsWhereItHelpedFourOfFive() {
        assertThat(tried(Remedy.NONE, 4, 5).helped()).isEqualTo(4);
        assertThat(tried(Remedy.NONE, 4, 5).helpedMost()).isTrue();
        assertThat(tried(Remedy.NONE, 3, 5).helpedMost()).isFalse();
        assertThat(tried(Remedy.NONE, 2, 3).helpedMost()).isFalse();
    }

    @Test
    void isGivenUpWhereFourOfFiveAreOutOfReach() {
        assertThat(tried(Remedy.NONE, 1, 2).mayStillHelp(5)).isTrue();
        assertThat(tried(Remedy.NONE, 0, 2).mayStillHelp(5)).isFalse();
        assertThat(tried(Remedy.NONE, 3, 3).mayStillHelp(3)).isTrue();
        assertThat(tried(Remedy.NONE, 2, 3).mayStillHelp(3)).isFalse();
    }

    @Test
    void isToldByMediansOfLossAndSkill() {
        RemedyTrials tried = new RemedyTrials(
                Remedy.of("another rate", ".updater(new Sgd(0.1))", layer -> layer),
                List.of(BAD, new PairedTrials.Score(0, 3, 0, true), new PairedTrials.Score(0, 7, 0, true)),
                List.of(
                        GOOD,
                        new PairedTrials.Score(0.6, 0.9, 0.5, true),
                        new PairedTrials.Score(0.2, 1.5, 0.1, true)));

        assertThat(tried.skill()).isEqualTo(0.6);
        assertThat(tried.prescription())
                .isEqualTo(new Prescription("another rate", true, 3, 0.9, 3, 3, ".updater(new Sgd(0.1))"));
    }

    @Test
    void aTrainingThatDivergedHasTheLargestLoss() {
        PairedTrials.Score gone =
                new PairedTrials.Score(Double.NEGATIVE_INFINITY, Double.NaN, Double.NEGATIVE_INFINITY, true);
        PairedTrials.Score infinite =
                new PairedTrials.Score(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, true);

        RemedyTrials mostly = new RemedyTrials(Remedy.NONE, List.of(GOOD, gone, gone), List.of(GOOD, GOOD, gone));
        assertThat(mostly.prescription().lossBefore()).isNaN();
        assertThat(mostly.prescription().lossAfter()).isEqualTo(0.5);
        assertThat(mostly.skill()).isEqualTo(0.8);
        RemedyTrials even =
                new RemedyTrials(Remedy.NONE, List.of(infinite, BAD, infinite, BAD, GOOD), List.of(BAD, GOOD));
        assertThat(even.prescription().lossBefore()).isEqualTo(2);
        assertThat(even.prescription().lossAfter()).isEqualTo(1.25);
    }

    /** Losses of two scales can't be compared; what outputs tell of the labels can. */
    @Test
    void anotherLossIsToldByWhatItLeavesUntold() {
        RemedyTrials tried = tried(Remedy.NONE.withAnotherLoss(), 3, 3);

        assertThat(tried.skill()).isEqualTo(0.9);
        assertThat(tried.prescription().lossBefore()).isCloseTo(0.9, within(1e-12));
        assertThat(tried.prescription().lossAfter()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void aNegativeSkillIsNoneToBeginWith() {
        RemedyTrials tried = new RemedyTrials(
                Remedy.NONE,
                List.of(new PairedTrials.Score(-4, 9, 0, true)),
                List.of(new PairedTrials.Score(0.01, 2, 0, true)));

        assertThat(tried.helped()).isZero();
    }
}
