package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

/** Cheap changes of networks that learn something. */
class BetterChangeRuleTest {
    private static final Rule RULE = new BetterChangeRule();

    @Test
    void aSmallerRateThatDoesClearlyBetterIsAWarning() {
        var network = SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(2)));

        assertThat(findings(RULE, network, SmallClassifier.data()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.RATE_TOO_HIGH);
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.explanation()).contains("10 times smaller", "a skill of ");
                });
    }

    @Test
    void aSlowNetworkThatCatchesUpIsNoFault() {
        var slow = SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(0.02)));

        assertThat(findings(RULE, slow, SmallClassifier.data())).isEmpty();
    }

    @Test
    void whatNothingBeatsIsNoFault() {
        assertThat(findings(RULE, SmallClassifier.healthy(), SmallClassifier.data()))
                .isEmpty();
    }
}
