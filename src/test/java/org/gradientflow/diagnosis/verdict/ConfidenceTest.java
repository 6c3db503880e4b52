package org.gradientflow.diagnosis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfidenceTest {
    @Test
    void isAShareThatIsNeverQuiteAll() {
        assertThat(Confidence.values())
                .allSatisfy(level -> assertThat(level.share()).isGreaterThan(0).isLessThan(1));
    }

    @Test
    void countsOfAFewAreLessSureThanThoseOfMany() {
        assertThat(Confidence.CERTAIN.share()).isEqualTo(40 / 41.0).isGreaterThan(0.9);
        assertThat(Confidence.CONFIRMED.share()).isGreaterThan(0.9);
        assertThat(Confidence.CONFIRMED_NARROWLY.share()).isEqualTo(3 / 4.0);
        assertThat(Confidence.UNCONFIRMED.share()).isEqualTo(1 / 4.0);
    }
}
