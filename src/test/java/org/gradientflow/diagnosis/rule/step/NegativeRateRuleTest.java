package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

/** A learning rate below 0. */
class NegativeRateRuleTest {
    private static final Rule RULE = new NegativeRateRule();

    private static MultiLayerNetwork withRate(double rate) {
        return SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(rate)));
    }

    @Test
    void aNegativeRateIsTooHighForSure() {
        assertThat(withoutTrials(RULE, withRate(-0.25))).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.RATE_TOO_HIGH);
            assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
            assertThat(finding.layer()).isEqualTo(Finding.ALL_LAYERS);
            assertThat(finding.symptom()).contains("-0.25");
            assertThat(finding.evidence()).containsEntry("learning rate", -0.25);
        });
    }

    @Test
    void oneLayerWithANegativeRateIsNamed() {
        MultiLayerNetwork network = SmallClassifier.withOutput(layer -> layer.setIUpdater(new Sgd(-0.1)));

        assertThat(withoutTrials(RULE, network))
                .singleElement()
                .satisfies(finding -> assertThat(finding.layer()).isEqualTo("2"));
    }

    @Test
    void aNegativeRateOfBiasesIsFound() {
        assertThat(withoutTrials(RULE, withBiasRate(-0.5))).singleElement().satisfies(finding -> {
            assertThat(finding.layer()).isEqualTo("2");
            assertThat(finding.symptom()).isEqualTo("The learning rate of the biases is -0.5, which is negative.");
            assertThat(finding.evidence()).containsEntry("learning rate", -0.5);
        });
        assertThat(withoutTrials(RULE, withBiasRate(0.5))).isEmpty();
    }

    private static MultiLayerNetwork withBiasRate(double rate) {
        return SmallClassifier.withOutput(layer -> layer.setBiasUpdater(new Sgd(rate)));
    }

    @Test
    void aSmallRateIsNoFault() {
        assertThat(withoutTrials(RULE, withRate(0))).isEmpty();
        assertNoFault(RULE, withRate(1e-9));
    }
}
