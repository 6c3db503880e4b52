package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.variant.Averaging;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Subject;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

/** Gradients that are summed over a batch where the loss needs the mean, or averaged where it needs the sum. */
class MinibatchAveragingRuleTest {
    private static final Rule RULE = new MinibatchAveragingRule();

    @Test
    void dl4jsOwnLossesAreSumsToBeDivided() {
        assertThat(findings(RULE, SmallClassifier.withAveraging(false, false, 1), SmallClassifier.data()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.MINIBATCH_AVERAGING);
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.symptom()).contains("the sum", "16 rows");
                });
        assertThat(findings(RULE, SmallClassifier.withAveraging(false, true, 1), SmallClassifier.data()))
                .isEmpty();
    }

    @Test
    void aCustomLossMayBeNoSumToBeDivided() {
        assertThat(findings(RULE, SmallClassifier.withAveraging(true, true, 3e-4), SmallClassifier.data()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.symptom()).contains("ReconstructionLoss", "divided", "rows of a batch, 16");
                    assertThat(finding.explanation()).contains("miniBatch(false)", "a skill of ");
                    assertThat(finding.evidence()).containsEntry("rate factor instead", 100.0);
                });
    }

    @Test
    void aSumWithALearningRateThatSuitsItIsNoFault() {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(0.02)));
        Averaging.set(Subject.of(network), false);

        assertNoFault(RULE, network);
    }
}
