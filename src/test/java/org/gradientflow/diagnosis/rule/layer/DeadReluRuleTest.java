package org.gradientflow.diagnosis.rule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertClearlyConfirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.confirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.untried;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/** Units that output 0 for every row before the first step. */
class DeadReluRuleTest {
    private static final Rule RULE = new DeadReluRule();

    @Test
    void aLayerOfDeadUnits() {
        MultiLayerNetwork network = SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setBiasInit(-50));

        Finding finding = confirmed(RULE, network);
        assertClearlyConfirmed(finding);
        assertThat(finding.cause()).isEqualTo(Cause.DEAD_RELU);
        assertThat(finding.layer()).isEqualTo("0");
        assertThat(finding.parameter()).contains("0_W");
        assertThat(finding.symptom()).contains("100%", "12 units", "layer 0");
        assertThat(finding.evidence())
                .contains(entry("dead share", 1.0), entry("units", 12.0))
                .hasSize(4);
        assertThat(finding.explanation()).contains("He initialisation", "a skill of ");

        Finding untried = untried(RULE, network);
        assertThat(untried.severity()).as("nothing can be learned").isEqualTo(Severity.SEVERE);
        assertThat(untried.level()).isEqualTo(Confidence.UNCONFIRMED);
        assertThat(untried.explanation()).doesNotContain("skill");
    }

    /** 9 of 12 units are three quarters. */
    @Test
    void aLayerIsDeadFromThreeQuartersOn() {
        assertThat(withoutTrials(RULE, withDeadUnits(8))).isEmpty();
        assertThat(withoutTrials(RULE, withDeadUnits(9))).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.layer()).isEqualTo("1");
            assertThat(finding.evidence()).containsOnly(entry("dead share", 0.75), entry("units", 12.0));
        });
        assertThat(withoutTrials(RULE, withDeadUnits(12)))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.SEVERE);
    }

    private static MultiLayerNetwork withDeadUnits(int dead) {
        MultiLayerNetwork network = SmallClassifier.healthy();
        for (int unit = 0; unit < SmallClassifier.WIDTH; unit++) {
            network.getParam("1_b").putScalar(unit, unit < dead ? -1e3 : 1);
        }
        return network;
    }

    /** A tanh has no dead side. */
    @Test
    void onlyRectifiersDie() {
        assertThat(withoutTrials(RULE, SmallClassifier.withScaledWeights(Activation.TANH, 0, 0)))
                .isEmpty();
    }

    @Test
    void slightlyNegativeBiasesAreNoFault() {
        assertNoFault(RULE, SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setBiasInit(-0.1)));
    }
}
