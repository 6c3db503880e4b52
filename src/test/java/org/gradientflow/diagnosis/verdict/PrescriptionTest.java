package org.gradientflow.diagnosis.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrescriptionTest {
    private static Prescription of(boolean verified, int seeds, int helped) {
        return new Prescription("a smaller rate", verified, 2, 1, seeds, helped, ".updater(new Sgd(0.1))");
    }

    @Test
    void chanceIsThatOfTossingACoin() {
        assertThat(of(true, 5, 5).chance()).isCloseTo(1 / 32.0, within(1e-12));
        assertThat(of(true, 5, 4).chance()).isCloseTo(6 / 32.0, within(1e-12));
        assertThat(of(false, 5, 0).chance()).isCloseTo(1, within(1e-12));
    }

    @Test
    void moreThanWereTrainedCanNotBeHelped() {
        assertThat(of(true, 3, 3).helped()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(true, 3, 4))
                .withMessage("a prescription that helped 4 of 3 pairs can't be verified");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(false, 3, -1))
                .withMessage("a prescription that helped -1 of 3 pairs can't be counted");
    }

    @Test
    void whatNeverHelpedIsNotVerified() {
        assertThat(of(false, 3, 0).helped()).isZero();
        assertThat(of(true, 3, 1).verified()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> of(true, 3, 0));
    }
}
