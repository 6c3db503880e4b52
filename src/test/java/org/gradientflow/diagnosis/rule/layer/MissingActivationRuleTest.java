package org.gradientflow.diagnosis.rule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

/** Networks that are one linear function. */
class MissingActivationRuleTest {
    private static final Rule RULE = new MissingActivationRule();

    private static MultiLayerNetwork network(Activation hidden) {
        return SmallRegression.network(hidden, layer -> layer.setIUpdater(new Adam(0.05)));
    }

    /** The product of the features: no line tells anything of it. */
    private static DataSet product() {
        INDArray features = SmallRegression.data().getFeatures();
        return new DataSet(features, features.getColumn(0, true).mul(features.getColumn(1, true)));
    }

    @Test
    void aLinearNetworkOnATaskThatIsNotLinearIsTheCause() {
        assertThat(findings(RULE, network(Activation.IDENTITY), product()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.MISSING_ACTIVATION);
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.symptom()).contains("Layer 0", "identity");
                    assertThat(finding.explanation()).startsWith("With ReLU in the hidden layers");
                });
    }

    @Test
    void aLinearNetworkOnALinearTaskIsNoFault() {
        assertNoFault(RULE, SmallClassifier.withEachLayer(Activation.IDENTITY, layer -> {
            if (layer instanceof org.deeplearning4j.nn.conf.layers.OutputLayer output) {
                output.setActivationFn(Activation.SOFTMAX.getActivationFunction());
            }
        }));
    }

    @Test
    void anActivationIsNoFault() {
        assertThat(findings(RULE, network(Activation.TANH), product())).isEmpty();
    }
}
