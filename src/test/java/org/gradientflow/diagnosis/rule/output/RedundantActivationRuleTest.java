package org.gradientflow.diagnosis.rule.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** An activation function that gets the result of another one. */
class RedundantActivationRuleTest {
    private static final Rule RULE = new RedundantActivationRule();

    private static MultiLayerNetwork network(Activation hidden, Activation logits) {
        return SmallClassifier.init(new NeuralNetConfiguration.Builder()
                .seed(5)
                .weightInit(WeightInit.XAVIER)
                .updater(new Sgd(0.1))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(4)
                        .nOut(12)
                        .activation(hidden)
                        .build())
                .layer(new DenseLayer.Builder()
                        .nIn(12)
                        .nOut(3)
                        .activation(logits)
                        .build())
                .layer(new LossLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    }

    @Test
    void softmaxTwiceIsTheCause() {
        assertThat(findings(RULE, network(Activation.RELU, Activation.SOFTMAX), SmallClassifier.data()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.REDUNDANT_ACTIVATION);
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.layer()).isEqualTo("1");
                    assertThat(finding.symptom())
                            .isEqualTo("Layer 1 ends in softmax, and layer 2 applies softmax to that.");
                });
    }

    @Test
    void withoutATrialItIsAWarning() {
        assertThat(withoutTrials(RULE, network(Activation.RELU, Activation.RELU)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
    }

    @Test
    void logitsAreNoFault() {
        assertNoFault(RULE, network(Activation.RELU, Activation.IDENTITY));
    }

    @Test
    void weightsBetweenTwoActivationsAreNoFault() {
        assertNoFault(RULE, SmallClassifier.healthy());
    }
}
