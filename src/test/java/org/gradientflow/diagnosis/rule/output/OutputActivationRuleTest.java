package org.gradientflow.diagnosis.rule.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** An output's activation function that can't produce the labels. */
class OutputActivationRuleTest {
    private static final Rule RULE = new OutputActivationRule();

    private static MultiLayerNetwork withSigmoid() {
        return SmallClassifier.withOutput(output -> {
            output.setActivationFn(new ActivationSigmoid());
            output.setLossFn(new LossMSE());
        });
    }

    @Test
    void unreachableLabelsAreCounted() {
        DataSet doubled = new DataSet(
                SmallClassifier.data().getFeatures(),
                SmallClassifier.data().getLabels().mul(2));

        assertThat(findings(RULE, withSigmoid(), SmallClassifier.data())).isEmpty();
        assertThat(findings(RULE, withSigmoid(), doubled)).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.OUTPUT_ACTIVATION);
            assertThat(finding.level()).isEqualTo(Confidence.CERTAIN);
            assertThat(finding.symptom()).contains("sigmoid", "33%");
            assertThat(finding.explanation()).contains("from 0 to 1,", "from 0 to 2");
            assertThat(finding.evidence())
                    .contains(entry("least output", 0.0), entry("largest output", 1.0))
                    .hasSize(3);
            assertThat(finding.evidence().get("share of labels out of reach")).isCloseTo(1 / 3.0, within(1e-9));
        });
    }

    @Test
    void maskedLabelsNeedNotBeReached() {
        DataSet data = SmallClassifier.data();
        INDArray mask = Nd4j.ones(DataType.FLOAT, SmallClassifier.ROWS, 3);
        for (int row = 0; row < SmallClassifier.ROWS; row++) {
            mask.putScalar(row, row % 3, 0);
            data.getLabels().putScalar(row, row % 3, 5);
            data.getLabels().putScalar(row, (row + 1) % 3, row % 2);
        }
        DataSet masked = new DataSet(data.getFeatures(), data.getLabels(), null, mask);

        assertThat(findings(RULE, withSigmoid(), masked)).isEmpty();
        assertThat(findings(RULE, withSigmoid(), data)).as("without the mask").hasSize(1);
    }

    @Test
    void softmaxOfOneHotLabelsIsNoFault() {
        assertNoFault(RULE, SmallClassifier.healthy());
    }
}
