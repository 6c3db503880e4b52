package org.gradientflow.diagnosis.rule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.confirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.untried;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/** Values at the ends of a bounded activation before the first step. */
class SaturationRuleTest {
    private static final Rule RULE = new SaturationRule();

    @Test
    void valuesAtTheEndsOfAnActivation() {
        MultiLayerNetwork network = SmallClassifier.withScaledWeights(Activation.TANH, 1e4, 0, 1);

        Finding finding = confirmed(RULE, network);
        assertThat(finding.cause()).isEqualTo(Cause.SATURATION);
        assertThat(finding.layer()).isEqualTo("0");
        assertThat(finding.parameter()).contains("0_W");
        assertThat(finding.evidence()).hasSize(4);
        assertThat(finding.evidence().get("saturated share")).isBetween(0.99, 1.0);
        assertThat(finding.evidence().get("weights")).isCloseTo(LayerState.rms(network.getParam("0_W")), within(1e-6));
        assertThat(finding.explanation()).contains("Glorot initialisation", "a skill of ");

        Finding untried = untried(RULE, network);
        assertThat(untried.severity()).isEqualTo(Severity.WARNING);
        assertThat(untried.level()).isEqualTo(Confidence.UNCONFIRMED);
        assertThat(untried.explanation()).contains("slope").doesNotContain("skill");
    }

    @Test
    void weightsTwiceAsLargeAreNoFault() {
        assertNoFault(RULE, SmallClassifier.withScaledWeights(Activation.TANH, 2, 0, 1));
    }
}
