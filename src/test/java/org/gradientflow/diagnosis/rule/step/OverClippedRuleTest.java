package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertClearlyConfirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.confirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;
import static org.gradientflow.diagnosis.fixture.RuleHarness.untried;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Clipping that removes almost all of the gradient. */
class OverClippedRuleTest {
    private static final Rule RULE = new OverClippedRule();

    private static MultiLayerNetwork clipped(IUpdater updater) {
        return SmallClassifier.withEachLayer(Activation.RELU, layer -> {
            layer.setIUpdater(updater);
            SmallClassifier.clip(layer);
        });
    }

    private static MultiLayerNetwork withThreshold(GradientNormalization kind, double threshold) {
        return SmallClassifier.withEachLayer(Activation.RELU, layer -> {
            layer.setGradientNormalization(kind);
            layer.setGradientNormalizationThreshold(threshold);
        });
    }

    @Test
    void clippingSaysWhatItLeaves() {
        MultiLayerNetwork network = clipped(new Sgd(0.1));

        Finding finding = confirmed(RULE, network);
        assertClearlyConfirmed(finding);
        assertThat(finding.cause()).isEqualTo(Cause.OVER_CLIPPED);
        assertThat(finding.layer()).isEqualTo(Finding.ALL_LAYERS);
        assertThat(finding.evidence()).containsOnlyKeys("kept", "threshold", "skill", "skill with the change");
        assertThat(finding.evidence()).containsEntry("threshold", 1e-6);
        // 255 parameters of 1e-6 each, beside a gradient of length 0.1 and more
        assertThat(finding.evidence().get("kept")).isBetween(1e-7, 1e-3);
        assertThat(finding.symptom())
                .contains(Numbers.plain(1 / finding.evidence().get("kept")) + " times smaller");
        assertThat(finding.explanation()).contains("Without clipping", "a skill of ");

        Finding untried = untried(RULE, network);
        assertThat(untried.severity()).isEqualTo(Severity.NOTE);
        assertThat(untried.level()).isEqualTo(Confidence.UNCONFIRMED);
        assertThat(untried.evidence()).containsOnlyKeys("kept", "threshold");
        assertThat(untried.explanation()).contains("not tried");
    }

    @Test
    void clippingThatAnUpdaterMakesUpForIsANote() {
        // Adam divides by the size of the gradients that it gets
        assertThat(findings(RULE, clipped(new Adam(0.02)), SmallClassifier.data()))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.severity()).isEqualTo(Severity.NOTE);
                    assertThat(note.explanation()).contains("Without clipping", "a skill of ");
                    assertThat(note.evidence()).containsKeys("kept", "threshold", "skill with the change");
                });
    }

    @Test
    void clippingThatRemovesNothingIsNone() {
        assertThat(withoutTrials(RULE, withThreshold(GradientNormalization.ClipElementWiseAbsoluteValue, 1e3)))
                .isEmpty();
        assertThat(withoutTrials(RULE, SmallClassifier.healthy())).isEmpty();
    }

    @Test
    void aThresholdThatIsOftenReachedIsNoFault() {
        assertNoFault(RULE, withThreshold(GradientNormalization.ClipL2PerLayer, 0.1));
    }
}
