package org.gradientflow.diagnosis.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialComparisonTest {
    @ParameterizedTest(name = "from {0} to {1}")
    @CsvSource({
        // without, with, works, doubles, helps
        "0, 0.05, true, true, true", // the least gain that counts
        "0, 0.049, false, false, false",
        "0.33, 0.5, true, false, true", // two thirds of it were there
        "0.34, 0.5, false, false, false",
        "0.25, 0.5, true, true, true", // half of it was there
        "0.26, 0.5, true, false, true",
        "0.8, 0.9, false, false, true", // half of what was left
        "0.8, 0.89, false, false, false",
        "0.94, 0.98, false, false, false", // two thirds of what was left, but little
        "0.5, 0.4, false, false, false"
    })
    void isAMatterOfShares(double without, double with, boolean works, boolean doubles, boolean helps) {
        TrialComparison comparison = new TrialComparison(without, with);

        assertThat(comparison.works()).as("works").isEqualTo(works);
        assertThat(comparison.doubles()).as("doubles").isEqualTo(doubles);
        assertThat(comparison.helps()).as("helps").isEqualTo(helps);
    }

    @Test
    void saysWhatTheChangeDid() {
        assertThat(new TrialComparison(0.125, 0.5).says("With a smaller rate", 300))
                .startsWith("With a smaller rate, ")
                .contains("a skill of 0.5 in 300 steps", "the unchanged network reaches 0.13");
        assertThat(new TrialComparison(0.125, Double.NEGATIVE_INFINITY).says("Without it", 300))
                .startsWith("Without it, ")
                .contains("NaN")
                .doesNotContain("skill");
    }

    @Test
    void addsItsSkillsToTheEvidence() {
        assertThat(new TrialComparison(0.1, 0.8).evidence(Map.of("factor", 0.01)))
                .containsOnly(entry("factor", 0.01), entry("skill", 0.1), entry("skill with the change", 0.8));
    }
}
