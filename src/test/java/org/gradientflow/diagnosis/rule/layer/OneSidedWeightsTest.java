package org.gradientflow.diagnosis.rule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertConfirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Initial weights on one side of 0, of a size that would do around 0. */
class OneSidedWeightsTest {
    private static final Rule RULE = new ExplodingRule();

    /** The two hidden layers' weights are even from the least to one more. */
    private static MultiLayerNetwork withWeightsFrom(double least) {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.TANH, layer -> layer.setIUpdater(new Sgd(0.1)));
        Nd4j.getRandom().setSeed(3);
        for (String key : new String[] {"0_W", "1_W"}) {
            INDArray weights = network.getParam(key);
            weights.assign(Nd4j.rand(weights.shape()).addi(least));
        }
        return network;
    }

    @Test
    void weightsThatAreAllPositiveAreTheCause() {
        assertThat(findings(RULE, withWeightsFrom(0), SmallClassifier.data()))
                .singleElement()
                .satisfies(finding -> {
                    assertOneSided(finding);
                    assertThat(finding.symptom()).contains("layer 0 lie on one side of 0, around 0.5");
                });
    }

    @Test
    void weightsThatAreAllNegativeAreTheCause() {
        assertThat(findings(RULE, withWeightsFrom(-1.1), SmallClassifier.data()))
                .singleElement()
                .satisfies(finding -> {
                    assertOneSided(finding);
                    assertThat(finding.symptom()).contains("around -0.");
                });
    }

    private static void assertOneSided(Finding finding) {
        assertConfirmed(finding);
        assertThat(finding.cause()).isEqualTo(Cause.EXPLODING);
        assertThat(finding.layer()).isEqualTo("0");
        assertThat(finding.parameter()).contains("0_W");
        assertThat(finding.evidence().get("share of the weights' size that is their mean"))
                .isBetween(0.8, 1.0);
        assertThat(finding.explanation()).contains("Glorot initialisation", "a skill of ");
    }

    @Test
    void withoutATrialNothingIsSaid() {
        assertThat(withoutTrials(RULE, withWeightsFrom(0))).isEmpty();
    }

    @Test
    void weightsOfThatSizeAroundZeroAreNoFault() {
        assertThat(findings(RULE, withWeightsFrom(-0.5), SmallClassifier.data()))
                .isEmpty();
    }

    /** Their mean is half of their size. */
    @Test
    void weightsALittleOffCentreAreNoFault() {
        assertThat(findings(RULE, withWeightsFrom(-0.33), SmallClassifier.data()))
                .isEmpty();
    }
}
