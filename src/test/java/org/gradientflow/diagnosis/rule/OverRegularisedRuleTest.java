package org.gradientflow.diagnosis.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertClearlyConfirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.confirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
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
}
