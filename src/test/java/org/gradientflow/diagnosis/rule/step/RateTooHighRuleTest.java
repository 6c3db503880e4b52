package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertClearlyConfirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.model.Numbers;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** A learning rate with which updates overshoot. */
class RateTooHighRuleTest {
    private static final Rule RULE = new RateTooHighRule();

    private static MultiLayerNetwork withRate(double rate) {
        return SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Adam(rate)));
    }

    @Test
    void aRateThatIsTooHighIsDivided() {
        Finding finding = findings(RULE, withRate(20), SmallClassifier.data()).get(0);

        assertClearlyConfirmed(finding);
        assertThat(finding.cause()).isEqualTo(Cause.RATE_TOO_HIGH);
        assertThat(finding.evidence()).containsOnlyKeys("factor", "movement", "skill", "skill with the change");
        assertThat(finding.evidence().get("factor")).isIn(0.1, 0.01, 0.001);
        assertThat(finding.evidence().get("movement")).isGreaterThan(1);
        assertThat(finding.symptom())
                .contains("overshoot", Numbers.plain(finding.evidence().get("movement")) + " times");
        assertThat(finding.explanation())
                .contains(Numbers.plain(1 / finding.evidence().get("factor")) + " times smaller", "a skill of ");
    }

    @Test
    void aRateMoreThanTwiceAsHighIsNoFault() {
        assertNoFault(RULE, withRate(0.05));
    }
}
