package org.gradientflow.diagnosis.rule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertClearlyConfirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.confirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.untried;

import org.deeplearning4j.nn.conf.distribution.ConstantDistribution;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/** Units that are copies of each other. */
class SymmetryRuleTest {
    private static final Rule RULE = new SymmetryRule();

    private static MultiLayerNetwork withConstantWeights(double value) {
        return SmallClassifier.withEachLayer(
                Activation.RELU,
                layer -> layer.setWeightInitFn(new WeightInitDistribution(new ConstantDistribution(value))));
    }

    @Test
    void unitsThatAreCopies() {
        MultiLayerNetwork zero = withConstantWeights(0);

        Finding finding = confirmed(RULE, zero);
        assertClearlyConfirmed(finding);
        assertThat(finding.cause()).isEqualTo(Cause.SYMMETRY);
        assertThat(finding.layer()).isEqualTo("0");
        assertThat(finding.parameter()).contains("0_W");
        assertThat(finding.symptom()).contains("layer 0", "at 0");
        assertThat(finding.explanation()).contains("0% of the 12 units", "after 80 steps, 0% do", "a skill of ");
        assertThat(finding.evidence()).containsEntry("different after", 0.0).hasSize(3);
        assertThat(untried(RULE, withConstantWeights(0.1)).symptom()).contains("the same weights");
        assertThat(untried(RULE, zero).level()).isEqualTo(Confidence.UNCONFIRMED);
    }

    @Test
    void oneCopiedUnitIsNoFault() {
        MultiLayerNetwork network = SmallClassifier.healthy();
        network.getParam("0_W")
                .putColumn(1, network.getParam("0_W").getColumn(0).dup());

        assertNoFault(RULE, network);
    }
}
