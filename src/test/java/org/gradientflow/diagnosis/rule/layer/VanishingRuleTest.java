package org.gradientflow.diagnosis.rule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertClearlyConfirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.confirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.examination;
import static org.gradientflow.diagnosis.fixture.RuleHarness.untried;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.InitialScale;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A gradient that is lost on its way to the first layers. */
class VanishingRuleTest {
    private static final Rule RULE = new VanishingRule();

    @Test
    void weightsThatAreTooSmall() {
        WeightInitDistribution tiny = new WeightInitDistribution(new NormalDistribution(0, 1e-3));
        MultiLayerNetwork network = SmallClassifier.withEachLayer(Activation.RELU, layer -> {
            layer.setWeightInitFn(tiny);
            layer.setIUpdater(new Sgd(0.1));
        });

        Finding finding = confirmed(RULE, network);
        assertClearlyConfirmed(finding);
        assertThat(finding.cause()).isEqualTo(Cause.VANISHING);
        assertThat(finding.layer()).isEqualTo("0");
        assertThat(finding.parameter()).contains("0_W");
        assertThat(finding.evidence())
                .containsOnlyKeys(
                        "smallest gradient over largest",
                        "the same with usual weights",
                        "smallest gradient against usual weights'",
                        "smallest weights against usual",
                        "skill",
                        "skill with the change");
        assertThat(finding.evidence().get("smallest weights against usual"))
                .isEqualTo(InitialScale.of(examination(network, SmallClassifier.data()))
                        .least())
                .isLessThan(0.01);
        assertThat(finding.symptom())
                .contains(
                        "The gradient of layer ",
                        Numbers.compared(finding.evidence().get("smallest gradient against usual weights'"))
                                + " with He initialisation",
                        "the largest layer's");
        assertThat(finding.explanation())
                .contains(Numbers.compared(finding.evidence().get("smallest weights against usual")), "a skill of ");

        Finding untried = untried(RULE, network);
        assertThat(untried.severity()).isEqualTo(Severity.WARNING);
        assertThat(untried.level()).isEqualTo(Confidence.UNCONFIRMED);
        assertThat(untried.evidence()).hasSize(4);
        assertThat(untried.explanation()).doesNotContain("skill");
    }

    @Test
    void manySigmoidsEachTakeThreeQuarters() {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(5)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.SIGMOID)
                .updater(new Sgd(0.1))
                .list();
        for (int layer = 0; layer < 7; layer++) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(layer == 0 ? 4 : SmallClassifier.WIDTH)
                    .nOut(SmallClassifier.WIDTH)
                    .build());
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(SmallClassifier.WIDTH)
                .nOut(3)
                .build());
        MultiLayerNetwork network = SmallClassifier.init(layers.build());

        assertThat(withoutTrials(RULE, network)).singleElement().satisfies(finding -> {
            assertThat(finding.layer()).isEqualTo("0");
            assertThat(finding.explanation()).contains("sigmoid");
            assertThat(finding.evidence().get("smallest gradient over largest")).isLessThan(0.01);
        });
        assertThat(withoutTrials(
                        RULE,
                        SmallClassifier.withEachLayer(Activation.SIGMOID, layer -> layer.setIUpdater(new Sgd(1e-6)))))
                .as("two sigmoids do not lose it, though they do not learn either")
                .isEmpty();
    }

    @Test
    void weightsHalfAsLargeAreNoFault() {
        assertNoFault(RULE, SmallClassifier.withScaledWeights(Activation.RELU, 0.5, 0, 1));
    }
}
