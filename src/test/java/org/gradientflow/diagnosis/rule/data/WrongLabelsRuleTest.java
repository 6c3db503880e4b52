package org.gradientflow.diagnosis.rule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Labels that are not what the loss takes. */
class WrongLabelsRuleTest {
    private static final Rule RULE = new WrongLabelsRule();

    private static DataSet with(INDArray labels) {
        return new DataSet(SmallClassifier.data().getFeatures(), labels);
    }

    private static INDArray oneHot() {
        return SmallClassifier.data().getLabels();
    }

    /** One column with the numbers 0 to 2. */
    private static INDArray classes() {
        return oneHot().argMax(1).castTo(DataType.FLOAT).reshape(SmallClassifier.ROWS, 1);
    }

    private static List<Finding> of(INDArray labels) {
        return withoutTrials(RULE, SmallClassifier.healthy(), with(labels));
    }

    private static MultiLayerNetwork binary() {
        return SmallRegression.network(Activation.TANH, layer -> {
            if (layer instanceof org.deeplearning4j.nn.conf.layers.BaseOutputLayer output) {
                output.setActivationFn(new ActivationSigmoid());
                output.setLossFn(new LossBinaryXENT());
            }
        });
    }

    private static DataSet yesAndNo(double no, double yes) {
        DataSet data = SmallRegression.data();
        INDArray labels =
                data.getLabels().gt(0).castTo(DataType.FLOAT).mul(yes - no).add(no);
        return new DataSet(data.getFeatures(), labels);
    }

    @Test
    void classesThatWereDividedLikePixelsAreFound() {
        assertThat(of(classes().div(255))).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.WRONG_LABELS);
            assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
            assertThat(finding.explanation()).contains("Multiplied by 255");
            assertThat(finding.evidence().get("share of unfit labels")).isBetween(0.6, 0.7);
        });
    }

    @Test
    void classesThatAreCountedFromOneAreFound() {
        assertThat(of(classes().add(1)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.explanation()).contains("subtract 1"));
    }

    @Test
    void oneHotLabelsInPercentAreFound() {
        assertThat(of(oneHot().mul(100)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.symptom()).contains("0 and 100"));
    }

    @Test
    void twoValuesThatAreNotZeroAndOneAreFound() {
        assertThat(withoutTrials(RULE, binary(), yesAndNo(1, 2)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.symptom()).contains("1 and 2", "BinaryXENT"));
        assertThat(withoutTrials(RULE, binary(), yesAndNo(0, 1))).isEmpty();
    }

    @Test
    void aSparseLossTakesClassNumbers() {
        MultiLayerNetwork sparse = SmallClassifier.withOutput(output -> output.setLossFn(new LossSparseMCXENT()));

        assertThat(withoutTrials(RULE, sparse, with(classes()))).isEmpty();
        assertThat(withoutTrials(RULE, sparse, with(classes().add(1)))).hasSize(1);
    }

    @Test
    void smoothedLabelsAreNoFault() {
        assertNoFault(RULE, SmallClassifier.healthy(), with(oneHot().mul(0.85).add(0.05)));
        assertNoFault(RULE, SmallClassifier.healthy());
    }

    @Test
    void numbersToPredictAreNotClasses() {
        assertThat(withoutTrials(RULE, SmallClassifier.regression(), with(oneHot().mul(100))))
                .isEmpty();
    }
}
