package org.gradientflow.diagnosis.rule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** A layer that makes NaN or infinity of finite numbers. */
class NonFiniteLayerRuleTest {
    private static final Rule RULE = new NonFiniteLayerRule();

    @Test
    void aNormalisationWithoutEpsilonIsNamed() {
        DataSet data = SmallRegression.data();
        data.getFeatures().getColumn(1).assign(3);

        assertThat(findings(RULE, normalised(0), data)).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.NON_FINITE_LAYER);
            assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
            assertThat(finding.level()).isEqualTo(Confidence.CERTAIN);
            assertThat(finding.layer()).isEqualTo("0");
            assertThat(finding.symptom()).contains("step 0", "the output of layer 0", "column 1");
            assertThat(finding.explanation()).contains("epsilon");
        });
    }

    @Test
    void anEpsilonIsNoFault() {
        DataSet data = SmallRegression.data();
        data.getFeatures().getColumn(1).assign(3);

        assertThat(findings(RULE, normalised(1e-5), data)).isEmpty();
    }

    @Test
    void aRateThatIsTooHighIsNoFaultOfALayers() {
        MultiLayerNetwork network = SmallRegression.network(Activation.RELU, layer -> layer.setIUpdater(new Sgd(1e4)));

        assertThat(findings(RULE, network, SmallRegression.data()))
                .extracting(Finding::cause)
                .isEmpty();
        assertThat(SmallClassifier.diagnose(network, SmallRegression.data())
                        .findings()
                        .get(0)
                        .cause())
                .isEqualTo(Cause.RATE_TOO_HIGH);
    }

    private static MultiLayerNetwork normalised(double epsilon) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.01))
                .list()
                .layer(new BatchNormalization.Builder()
                        .nIn(2)
                        .nOut(2)
                        .eps(epsilon)
                        .build())
                .layer(new OutputLayer.Builder(new LossMSE())
                        .nIn(2)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        return network;
    }
}
