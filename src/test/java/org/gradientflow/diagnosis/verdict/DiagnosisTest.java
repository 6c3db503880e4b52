package org.gradientflow.diagnosis.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a verdict allows to have been found. */
class DiagnosisTest {
    private static Finding finding(Severity severity) {
        return Finding.ofAll(Cause.DEAD_RELU, severity, Confidence.CERTAIN, "units are off", "why", Map.of());
    }

    @Test
    void aHealthyNetworkHasNoSevereFinding() {
        Diagnosis healthy =
                new Diagnosis.Healthy(List.of(finding(Severity.WARNING), finding(Severity.NOTE)), "it learns");

        assertThat(healthy.verdict()).isEqualTo("healthy");
        assertThat(healthy.first()).contains(finding(Severity.WARNING));
        assertThat(new Diagnosis.Healthy(List.of(), "it learns").first()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Diagnosis.Healthy(List.of(finding(Severity.NOTE), finding(Severity.SEVERE)), "it learns"))
                .withMessageStartingWith("a healthy network has no severe finding");
    }

    @Test
    void aSickNetworksFirstFindingIsSevere() {
        assertThat(new Diagnosis.Sick(List.of(finding(Severity.SEVERE), finding(Severity.NOTE)), "off").verdict())
                .isEqualTo("sick");
        for (List<Finding> none :
                List.of(List.<Finding>of(), List.of(finding(Severity.WARNING), finding(Severity.SEVERE)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Diagnosis.Sick(none, "off"))
                    .withMessageStartingWith("a sick network's first finding is severe");
        }
    }

    @Test
    void whatCanNotBeShownIsInconclusive() {
        assertThat(new Diagnosis.Inconclusive(List.of(finding(Severity.NOTE)), "too few steps"))
                .returns("inconclusive", Diagnosis::verdict)
                .returns("too few steps", Diagnosis::reason);
    }

    @Test
    void aNetworkThatLearnsPoorlyHasAWarning() {
        Diagnosis poor = new Diagnosis.Poor(List.of(finding(Severity.WARNING)), "it stays behind");

        assertThat(poor.verdict()).isEqualTo("poor");
        assertThat(poor.first()).isPresent();
        assertThatThrownBy(() -> new Diagnosis.Poor(List.of(), "it stays behind"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Diagnosis.Poor(List.of(finding(Severity.SEVERE)), "it stays behind"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
