package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertClearlyConfirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.confirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.regularization.L2Regularization;

/** Regularisation that is stronger than the data. */
class OverRegularisedRuleTest {
    private static final Rule RULE = new OverRegularisedRule();

    private static MultiLayerNetwork withL2(double strength) {
        return SmallClassifier.withEachLayer(
                Activation.RELU, layer -> layer.setRegularization(List.of(new L2Regularization(strength))));
    }

    @Test
    void regularisationIsNamedInAllItsKinds() {
        MultiLayerNetwork network = withL2(50);

        Finding finding = confirmed(RULE, network);
        assertClearlyConfirmed(finding);
        assertThat(finding.cause()).isEqualTo(Cause.OVER_REGULARISED);
        assertThat(finding.layer()).isEqualTo(Finding.ALL_LAYERS);
        assertThat(finding.symptom()).contains("L2 of 50").doesNotContain("L1", "weight decay", "dropout");
        assertThat(finding.explanation()).contains("Without regularisation", "a skill of ");
        assertThat(finding.evidence())
                .containsEntry("l1", 0.0)
                .containsEntry("l2", 50.0)
                .containsEntry("weight decay", 0.0)
                .containsEntry("kept by dropout", 1.0)
                .hasSize(6);
        assertThat(withoutTrials(RULE, network)).as("only a trial can tell").isEmpty();
    }

    @Test
    void aLittleRegularisationIsNoFault() {
        assertNoFault(RULE, withL2(1e-3));
    }

    @Test
    void weightNoiseIsRegularisation() {
        Finding finding = confirmed(
                RULE,
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setWeightNoise(new DropConnect(0.02))));

        assertThat(finding.symptom()).contains("weight noise DropConnect(0.02");
    }

    @Test
    void aLittleWeightNoiseIsNoFault() {
        assertNoFault(
                RULE,
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setWeightNoise(new DropConnect(0.98))));
    }

    @Test
    void aConstraintIsRegularisation() {
        Finding finding = confirmed(
                RULE,
                SmallClassifier.withEachLayer(
                        Activation.RELU,
                        layer -> layer.setConstraints(List.of(new MaxNormConstraint(0.01, Set.of("W"), 1)))));

        assertThat(finding.symptom()).contains("MaxNormConstraint");
    }

    @Test
    void dropoutThatOnlyCostsTimeIsNoFault() {
        assertNoFault(
                RULE, SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIDropout(new Dropout(0.5))));
    }
}
