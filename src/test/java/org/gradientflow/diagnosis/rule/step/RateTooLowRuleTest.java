package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertClearlyConfirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.confirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.RuleHarness;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.model.Numbers;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** A learning rate with which the weights hardly move. */
class RateTooLowRuleTest {
    private static final Rule RULE = new RateTooLowRule();

    private static MultiLayerNetwork withRate(double rate) {
        return SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Adam(rate)));
    }

    @Test
    void aRateThatIsTooLowIsMultiplied() {
        Finding finding = confirmed(RULE, withRate(2e-4));
        assertClearlyConfirmed(finding);
        assertThat(finding.cause()).isEqualTo(Cause.RATE_TOO_LOW);
        assertThat(finding.layer()).isEqualTo(Finding.ALL_LAYERS);
        assertThat(finding.evidence()).containsOnlyKeys("factor", "movement", "skill", "skill with the change");
        assertThat(finding.evidence()).containsEntry("factor", 100.0);
        assertThat(finding.evidence().get("movement")).isBetween(0.001, 0.1);
        assertThat(finding.symptom())
                .contains(Numbers.percent(finding.evidence().get("movement")), RuleHarness.STEPS + " steps");
        assertThat(finding.explanation()).contains("100 times larger", "a skill of ");
    }

    @Test
    void weightsThatDoNotMoveAreMovedAMillionTimesFaster() {
        Finding finding = confirmed(RULE, withRate(1e-8));
        assertClearlyConfirmed(finding);
        assertThat(finding.layer()).isEqualTo(Finding.ALL_LAYERS);
        assertThat(finding.evidence()).containsEntry("factor", 1e6);
        assertThat(finding.explanation()).contains("1,000,000 times larger");
    }

    @Test
    void weightsThatMovedHaveNoRateThatIsTooLow() {
        assertThat(withoutTrials(RULE, withRate(0.02))).isEmpty();
    }

    @Test
    void aQuarterOfTheRateIsNoFault() {
        assertNoFault(RULE, withRate(0.005));
    }

    @Test
    void theRateThatSgdHasWhereNoneIsGivenIsSaid() {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd()));
        assertThat(confirmed(RULE, network).explanation())
                .endsWith(" 0.001 is the rate of DL4J's Sgd where none is given.");

        MultiLayerNetwork other =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(0.0009)));
        assertThat(confirmed(RULE, other).explanation()).doesNotContain("none is given");
    }

    @Test
    void aRateOfZeroIsLeftToTheRuleForFrozenLayers() {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(0)));

        assertThat(SmallClassifier.diagnose(network, SmallClassifier.data())
                        .findings()
                        .get(0)
                        .cause())
                .isEqualTo(Cause.FROZEN);
    }
}
