package org.gradientflow.diagnosis.rule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.examination;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A regression's labels far from mean 0 and standard deviation 1. */
class UnscaledLabelsRuleTest {
    private static final Rule RULE = new UnscaledLabelsRule();

    private static MultiLayerNetwork network() {
        return SmallRegression.network(Activation.TANH, layer -> layer.setIUpdater(new Adam(0.02)));
    }

    private static DataSet scaled(double factor) {
        DataSet data = SmallRegression.data();
        return new DataSet(data.getFeatures(), data.getLabels().mul(factor));
    }

    @Test
    void labelsAreMeasured() {
        DataSet data = scaled(1e4);
        INDArray labels = data.getLabels();

        assertThat(findings(RULE, network(), data)).singleElement().satisfies(finding -> {
            assertThat(finding.evidence())
                    .containsOnlyKeys("largest mean", "largest deviation", "skill", "skill with the change");
            assertThat(finding.evidence().get("largest mean"))
                    .isCloseTo(Math.abs(labels.meanNumber().doubleValue()), within(0.1));
            assertThat(finding.evidence().get("largest deviation"))
                    .isCloseTo(labels.stdNumber(false).doubleValue(), within(0.1));
        });
        assertThat(withoutTrials(RULE, network(), data)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.level()).isEqualTo(Confidence.UNCONFIRMED);
            assertThat(finding.evidence()).containsOnlyKeys("largest mean", "largest deviation");
        });
    }

    @Test
    void labelsThatAreTooLargeAreTheCause() {
        assertThat(RULE.examine(examination(network(), TrainingData.of(scaled(1e4)), 150)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.UNSCALED_LABELS);
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.explanation()).contains("standardised labels", "a skill of ");
                });
    }

    @Test
    void labelsFiveTimesAsLargeAreNoFault() {
        assertNoFault(RULE, network(), scaled(5));
    }

    @Test
    void maskedLabelsHaveNoScale() {
        MultiLayerNetwork network = SmallRegression.network(Activation.TANH, layer -> {});
        INDArray labels = SmallRegression.data().getLabels();
        INDArray mask = Nd4j.ones(labels.shape());
        for (int row = 0; row < labels.rows(); row += 3) {
            labels.putScalar(row, 0, -999);
            mask.putScalar(row, 0, 0);
        }
        INDArray features = SmallRegression.data().getFeatures();

        assertThat(withoutTrials(RULE, network, new DataSet(features, labels, null, mask)))
                .isEmpty();
        assertThat(withoutTrials(RULE, network, new DataSet(features, labels))).hasSize(1);
    }

    /** Probabilities may be rare. */
    @Test
    void labelsOfClassesHaveNoScaleOfTheirOwn() {
        assertThat(withoutTrials(
                        RULE,
                        SmallClassifier.healthy(),
                        new DataSet(
                                SmallClassifier.data().getFeatures(),
                                SmallClassifier.data().getLabels().mul(1e-3))))
                .isEmpty();
    }
}
