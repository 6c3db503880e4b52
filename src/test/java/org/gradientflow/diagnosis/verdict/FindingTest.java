package org.gradientflow.diagnosis.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingTest {
    private static Finding finding(String layer, String symptom) {
        return Finding.ofLayer(
                Cause.DEAD_RELU, Severity.WARNING, Confidence.CONFIRMED, layer, symptom, "why", Map.of("units", 16.0));
    }

    @Test
    void saysItsNumbersInTheOrderOfTheirNames() {
        Map<String, Double> evidence = new HashMap<>(Map.of("units", 16.0, "dead share", 0.9372));
        Finding finding =
                Finding.ofAll(Cause.DEAD_RELU, Severity.NOTE, Confidence.CERTAIN, "units are off", "why", evidence);
        evidence.clear();

        assertThat(finding.evidenceInWords()).isEqualTo("dead share 0.94, units 16");
        assertThat(finding.layer()).isEqualTo(Finding.ALL_LAYERS);
        assertThatThrownBy(() -> finding.evidence().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void isCopiedWithOneThingChanged() {
        Finding finding = finding("0", "units are off");

        assertThat(finding.parameter()).isEmpty();
        assertThat(finding.withParameter("0_W").parameter()).contains("0_W");
        assertThat(finding.withSeverity(Severity.SEVERE).severity()).isEqualTo(Severity.SEVERE);
        assertThat(finding.withSeverity(Severity.SEVERE).withSeverity(Severity.WARNING))
                .isEqualTo(finding);
    }

    @Test
    void itsConfidenceIsThatOfItsLevel() {
        assertThat(finding("0", "off").confidence()).isEqualTo(Confidence.CONFIRMED.share());
        assertThat(Finding.ofAll(Cause.DEAD_RELU, Severity.NOTE, Confidence.UNCONFIRMED, "off", "why", Map.of())
                        .confidence())
                .isEqualTo(Confidence.UNCONFIRMED.share());
    }

    @Test
    void needsASymptomAndALayer() {
        for (List<String> missing : List.of(List.of(" ", "off"), List.of("0", " "))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> finding(missing.get(0), missing.get(1)))
                    .withMessageStartingWith("a finding needs a symptom and a layer");
        }
    }
}
