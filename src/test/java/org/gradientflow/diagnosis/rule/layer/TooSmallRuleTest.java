package org.gradientflow.diagnosis.rule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.examination;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks with few hidden units. */
class TooSmallRuleTest {
    private static final Rule RULE = new TooSmallRule();

    private static MultiLayerNetwork network(int units) {
        return SmallClassifier.init(new NeuralNetConfiguration.Builder()
                .seed(5)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.TANH)
                .updater(new Adam(0.05))
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(units).build())
                .layer(new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(units)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
    }

    /** A disc in a ring: one unit tells one side only. */
    private static DataSet disc() {
        Random random = new Random(1);
        float[][] features = new float[200][2];
        float[][] labels = new float[200][1];
        for (int row = 0; row < features.length; row++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = row % 2 == 0 ? 0.4 : 1.6;
            features[row][0] = (float) (radius * Math.cos(angle));
            features[row][1] = (float) (radius * Math.sin(angle));
            labels[row][0] = row % 2;
        }
        return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
    }

    private static List<Finding> findings(int units) {
        return RULE.examine(examination(network(units), TrainingData.of(disc()), 200));
    }

    @Test
    void aUnitWhereFourLearnIsTheCause() {
        assertThat(findings(1)).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.TOO_SMALL);
            assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
            assertThat(finding.evidence()).containsEntry("hidden units", 1.0);
            assertThat(finding.explanation()).startsWith("With 4 times as many");
        });
    }

    @Test
    void enoughUnitsAreNoFault() {
        assertThat(findings(12)).isEmpty();
        assertNoFault(RULE, SmallClassifier.healthy());
    }
}
