package org.gradientflow.diagnosis.rule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;

/** NaN or infinity among the initial parameters. */
class NonFiniteParametersRuleTest {
    private static final Rule RULE = new NonFiniteParametersRule();

    @Test
    void aLayerIsNamedOnceWithItsFirstParameter() {
        MultiLayerNetwork network = SmallClassifier.healthy();
        network.getParam("1_W").putScalar(0, 0, Float.NaN);
        network.getParam("1_W").putScalar(5, 3, Float.NEGATIVE_INFINITY);
        network.getParam("1_b").putScalar(3, Float.NaN);

        assertThat(findings(RULE, network, SmallClassifier.data()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.NON_FINITE_PARAMETERS);
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.level()).isEqualTo(Confidence.CERTAIN);
                    assertThat(finding.layer()).isEqualTo("1");
                    assertThat(finding.parameter()).contains("1_W");
                    assertThat(finding.symptom()).contains("2 of ", "1_W", " are ");
                    assertThat(finding.explanation()).isNotBlank();
                    assertThat(finding.evidence()).containsOnly(entry("values", 2.0));
                });
    }

    @Test
    void oneValueIsSingular() {
        MultiLayerNetwork network = SmallClassifier.healthy();
        network.getParam("0_b").putScalar(0, Float.NaN);

        assertThat(withoutTrials(RULE, network))
                .singleElement()
                .satisfies(finding -> assertThat(finding.symptom()).contains("0_b is "));
    }

    @Test
    void finiteParametersAreNoFault() {
        assertThat(findings(RULE, SmallClassifier.healthy(), SmallClassifier.data()))
                .isEmpty();
    }
}
