package org.gradientflow.diagnosis.rule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertConfirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.loss.LabelSignal;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Features far from mean 0 and standard deviation 1. */
class UnscaledInputRuleTest {
    private static final Rule RULE = new UnscaledInputRule();

    private static DataSet scaled(double factor) {
        DataSet data = SmallClassifier.data();
        return new DataSet(data.getFeatures().mul(factor), data.getLabels());
    }

    @Test
    void featuresAreMeasuredByTheirWorstColumn() {
        DataSet data = scaled(1e5);
        INDArray means = data.getFeatures().mean(0);
        INDArray deviations = data.getFeatures().std(false, 0);

        assertThat(findings(RULE, SmallClassifier.healthy(), data))
                .singleElement()
                .satisfies(finding -> {
                    assertConfirmed(finding);
                    assertThat(finding.cause()).isEqualTo(Cause.UNSCALED_INPUT);
                    assertThat(finding.evidence())
                            .containsOnlyKeys("largest mean", "largest deviation", "skill", "skill with the change");
                    assertThat(finding.evidence().get("largest mean"))
                            .isCloseTo(means.amaxNumber().doubleValue(), within(1.0));
                    assertThat(finding.evidence().get("largest deviation"))
                            .isCloseTo(deviations.maxNumber().doubleValue(), within(1.0));
                    assertThat(finding.evidence().get("skill with the change")).isGreaterThan(0.8);
                    assertThat(finding.explanation()).contains("standardised features", "a skill of ");
                });
    }

    @Test
    void featuresAreUnscaledFromABoundOnInEitherDirection() {
        INDArray one = LabelSignal.standardised(SmallClassifier.data().getFeatures())
                .castTo(SmallClassifier.data().getFeatures().dataType());

        assertThat(unscaled(one.mul(19.9))).isEmpty();
        assertThat(unscaled(one.mul(20.1))).hasSize(1);
        assertThat(unscaled(one.mul(0.021))).isEmpty();
        assertThat(unscaled(one.mul(0.019))).hasSize(1);
        assertThat(unscaled(one.add(19.9))).isEmpty();
        assertThat(unscaled(one.add(-20.1))).hasSize(1);
        assertThat(unscaled(one.mul(0).add(1))).as("a constant has no scale").isEmpty();
    }

    private static List<Finding> unscaled(INDArray features) {
        List<Finding> findings = withoutTrials(
                RULE,
                SmallClassifier.healthy(),
                new DataSet(features, SmallClassifier.data().getLabels()));
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.level()).isEqualTo(Confidence.UNCONFIRMED);
            assertThat(finding.evidence()).containsOnlyKeys("largest mean", "largest deviation");
            assertThat(finding.explanation()).contains("standard deviation 1").doesNotContain("skill");
        });
        return findings;
    }

    @Test
    void indicesOfAnEmbeddingHaveNoScale() {
        INDArray indices = Nd4j.create(DataType.FLOAT, SmallClassifier.ROWS, 1);
        for (int row = 0; row < SmallClassifier.ROWS; row++) {
            indices.putScalar(row, 0, row);
        }
        DataSet data = new DataSet(indices, SmallClassifier.data().getLabels());

        assertThat(withoutTrials(RULE, first(new EmbeddingLayer.Builder().nIn(SmallClassifier.ROWS)), data))
                .isEmpty();
        assertThat(withoutTrials(RULE, first(new DenseLayer.Builder().nIn(1)), data))
                .as("numbers of this size have one")
                .hasSize(1);
    }

    private static MultiLayerNetwork first(FeedForwardLayer.Builder<?> layer) {
        return SmallClassifier.init(new NeuralNetConfiguration.Builder()
                .seed(5)
                .list()
                .layer(layer.nOut(4).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    }

    @Test
    void featuresFiveTimesAsLargeAreNoFault() {
        assertNoFault(RULE, SmallClassifier.healthy(), scaled(5));
    }
}
