package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** A larger rate and standardised features as the change that does better. */
class BetterCandidatesTest {
    private static final Rule RULE = new BetterChangeRule();

    private static MultiLayerNetwork with(Activation activation, IUpdater updater) {
        return SmallClassifier.withEachLayer(activation, layer -> layer.setIUpdater(updater));
    }

    private static DataSet movedBy(double offset) {
        DataSet data = SmallClassifier.data();
        return new DataSet(data.getFeatures().mul(0.5).addi(offset), data.getLabels());
    }

    /** AdaGrad's steps shrink: ten times the steps come three times as far, and ten times the rate ten times. */
    @Test
    void aLargerRateThatDoesClearlyBetterIsAWarning() {
        assertThat(findings(RULE, with(Activation.RELU, new AdaGrad(0.003)), SmallClassifier.data()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.RATE_TOO_LOW);
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.explanation()).contains("10 times larger", "a skill of ");
                });
    }

    @Test
    void aRateThatSuitsIsNoFault() {
        assertThat(findings(RULE, with(Activation.RELU, new AdaGrad(0.05)), SmallClassifier.data()))
                .isEmpty();
    }

    @Test
    void standardisedFeaturesThatDoClearlyBetterAreAWarning() {
        assertThat(findings(RULE, with(Activation.TANH, new Sgd(0.1)), movedBy(8)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.UNSCALED_INPUT);
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.explanation()).contains("With standardised features", "a skill of ");
                });
    }

    @Test
    void featuresNearEnoughAreNoFault() {
        assertThat(findings(RULE, with(Activation.TANH, new Sgd(0.1)), movedBy(1)))
                .isEmpty();
    }
}
