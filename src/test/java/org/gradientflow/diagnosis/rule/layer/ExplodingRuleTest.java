package org.gradientflow.diagnosis.rule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.confirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.examination;
import static org.gradientflow.diagnosis.fixture.RuleHarness.untried;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.InitialScale;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/** Initial weights that are too large. */
class ExplodingRuleTest {
    private static final Rule RULE = new ExplodingRule();

    @Test
    void weightsThatAreTooLarge() {
        MultiLayerNetwork network = SmallClassifier.withScaledWeights(Activation.RELU, 1e3, 1);
        double usual = usualRatio();

        Finding finding = confirmed(RULE, network);
        assertThat(finding.cause()).isEqualTo(Cause.EXPLODING);
        assertThat(finding.layer()).isEqualTo("1");
        assertThat(finding.parameter()).contains("1_W");
        assertThat(finding.evidence()).hasSize(4);
        assertThat(finding.evidence().get("largest weights against usual")).isCloseTo(1e3 * usual, within(10.0));
        assertThat(finding.evidence().get("product over the layers")).isBetween(1e2, 1e4);
        assertThat(finding.symptom()).contains("times larger than with He initialisation");
        assertThat(finding.explanation()).contains("He initialisation", "a skill of ");

        Finding untried = untried(RULE, network);
        assertThat(untried.severity()).isEqualTo(Severity.WARNING);
        assertThat(untried.level()).isEqualTo(Confidence.UNCONFIRMED);
        assertThat(untried.explanation()).doesNotContain("skill");
    }

    @Test
    void weightsAreTooLargeFromThreeTimesTheUsualOn() {
        double usual = usualRatio();

        assertThat(withoutTrials(RULE, SmallClassifier.withScaledWeights(Activation.RELU, 2.9 / usual, 1)))
                .isEmpty();
        assertThat(withoutTrials(RULE, SmallClassifier.withScaledWeights(Activation.RELU, 3.6 / usual, 1)))
                .hasSize(1);
        MultiLayerNetwork compensated = SmallClassifier.withScaledWeights(Activation.RELU, 1e3, 1);
        compensated.getParam("0_W").muli(1e-3);
        assertThat(withoutTrials(RULE, compensated))
                .as("another layer scales the signal back")
                .isEmpty();
    }

    /** The weights of the healthy network's second layer, by the reference's. */
    private static double usualRatio() {
        return InitialScale.of(examination(SmallClassifier.healthy(), SmallClassifier.data()))
                .ratios()
                .get(1);
    }

    @Test
    void weightsTwiceAsLargeAreNoFault() {
        assertNoFault(RULE, SmallClassifier.withScaledWeights(Activation.RELU, 2, 0, 1));
    }
}
