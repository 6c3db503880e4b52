package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

/** A learning rate of 0 is left to one rule, which calls the layers frozen. */
class ZeroRateTest {
    private static MultiLayerNetwork withRate(double rate) {
        return SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(rate)));
    }

    @Test
    void onlyTheRuleOfFrozenLayersFindsIt() {
        assertThat(findings(new FrozenRule(), withRate(0), SmallClassifier.data()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.cause()).isEqualTo(Cause.FROZEN));
        assertThat(findings(new NegativeRateRule(), withRate(0), SmallClassifier.data()))
                .isEmpty();
        assertThat(findings(new RateTooLowRule(), withRate(0), SmallClassifier.data()))
                .as("a factor makes no rate of 0 larger")
                .isEmpty();
    }

    @Test
    void theDoctorCallsItFrozen() {
        assertThat(SmallClassifier.diagnose(withRate(0), SmallClassifier.data()))
                .isInstanceOf(Diagnosis.Sick.class)
                .extracting(diagnosis -> diagnosis.findings().get(0).cause())
                .isEqualTo(Cause.FROZEN);
    }

    @Test
    void aRateAboveZeroIsNoFault() {
        assertThat(SmallClassifier.diagnose(withRate(0.1), SmallClassifier.data()))
                .isInstanceOf(Diagnosis.Healthy.class);
        assertThat(findings(new FrozenRule(), withRate(0.1), SmallClassifier.data()))
                .isEmpty();
    }
}
