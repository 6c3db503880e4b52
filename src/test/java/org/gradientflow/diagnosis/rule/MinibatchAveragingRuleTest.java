package org.gradientflow.diagnosis.rule;

import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.variant.Averaging;
import org.gradientflow.model.Subject;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

/** Gradients that are summed over a batch, at a learning rate for that. */
class MinibatchAveragingRuleTest {
    private static final Rule RULE = new MinibatchAveragingRule();

    @Test
    void aSumWithALearningRateThatSuitsItIsNoFault() {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(0.02)));
        Averaging.set(Subject.of(network), false);

        assertNoFault(RULE, network);
    }
}
