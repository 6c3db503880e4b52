package org.gradientflow.diagnosis.rule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Dropout and batch normalisation, in both orders. */
class LayerOrderRuleTest {
    private static final Rule RULE = new LayerOrderRule();

    private static MultiLayerNetwork network(boolean dropoutFirst, double kept) {
        var dropout = new DropoutLayer.Builder(kept).build();
        var normalisation = new BatchNormalization.Builder().nIn(12).nOut(12).build();
        return SmallClassifier.init(new NeuralNetConfiguration.Builder()
                .seed(5)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.RELU)
                .updater(new Adam(0.02))
                .list()
                .layer(new DenseLayer.Builder().nIn(4).nOut(12).build())
                .layer(dropoutFirst ? dropout : normalisation)
                .layer(dropoutFirst ? normalisation : dropout)
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(12)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    }

    @Test
    void dropoutBeforeNormalisationIsTheCauseWhereTheNetworkLearnsWithout() {
        assertThat(findings(RULE, network(true, 0.02), SmallClassifier.data()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.LAYER_ORDER);
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.layer()).isEqualTo("2");
                });
    }

    @Test
    void withoutATrialItIsANote() {
        assertThat(withoutTrials(RULE, network(true, 0.02)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE));
    }

    @Test
    void aLittleDropoutBeforeItIsNoFault() {
        assertNoFault(RULE, network(true, 0.95));
    }

    @Test
    void dropoutAfterItIsNoFault() {
        assertThat(findings(RULE, network(false, 0.5), SmallClassifier.data())).isEmpty();
    }

    /** What the cause's page says of it. */
    @Test
    void aBiasRightBeforeANormalisationIsCancelledAndNoFault() {
        MultiLayerNetwork network = SmallClassifier.init(new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.02))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(4)
                        .nOut(12)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new BatchNormalization.Builder().nIn(12).nOut(12).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(12)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        INDArray features = SmallClassifier.data().getFeatures();
        INDArray before = network.output(features, true).dup();

        network.getParam("0_b").addi(5);

        assertThat(network.output(features, true).equalsWithEps(before, 1e-5)).isTrue();
        assertThat(findings(RULE, network, SmallClassifier.data())).isEmpty();
        network.getParam("2_b").putScalar(0, 5);
        assertThat(network.output(features, true).equalsWithEps(before, 1e-5))
                .as("a bias of another layer counts")
                .isFalse();
    }
}
