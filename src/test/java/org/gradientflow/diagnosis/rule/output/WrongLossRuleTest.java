package org.gradientflow.diagnosis.rule.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;

/** A loss function that the labels do not fit. */
class WrongLossRuleTest {
    private static final Rule RULE = new WrongLossRule();

    @Test
    void aLossSaysWhatItNeeds() {
        MultiLayerNetwork network = SmallClassifier.withOutput(output -> {
            output.setActivationFn(new ActivationTanH());
            output.setLossFn(new LossHinge());
        });

        assertThat(findings(RULE, network, SmallClassifier.data()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.WRONG_LOSS);
                    assertThat(finding.level()).isEqualTo(Confidence.CERTAIN);
                    assertThat(finding.layer()).isEqualTo("2");
                    assertThat(finding.symptom()).contains("Hinge", "-1 and 1");
                    assertThat(finding.explanation()).contains("67%", "from 0 to 1");
                    assertThat(finding.evidence()).containsOnlyKeys("share of unfit labels");
                    assertThat(finding.evidence().get("share of unfit labels")).isCloseTo(2 / 3.0, within(1e-12));
                });
    }

    /** In a table of several questions, -1 stands where there is no answer, and is masked. */
    @Test
    void maskedLabelsDoNotCount() {
        MultiLayerNetwork network = SmallClassifier.withOutput(output -> {
            output.setActivationFn(new ActivationSigmoid());
            output.setLossFn(new LossBinaryXENT());
        });
        DataSet data = SmallClassifier.data();
        INDArray mask = Nd4j.ones(DataType.FLOAT, SmallClassifier.ROWS, 3);
        for (int row = 0; row < SmallClassifier.ROWS; row += 2) {
            mask.putScalar(row, row % 3, 0);
            data.getLabels().putScalar(row, row % 3, -1);
        }
        DataSet masked = new DataSet(data.getFeatures(), data.getLabels(), null, mask);

        assertThat(findings(RULE, network, masked)).isEmpty();
        assertThat(findings(RULE, network, data)).as("without the mask").hasSize(1);
    }

    /** Each row answers one of ten questions; every second answer to the last question is -1. */
    @Test
    void sharesAreOfLabelsThatCount() {
        int questions = 10;
        MultiLayerNetwork network = SmallClassifier.init(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new OutputLayer.Builder(new LossBinaryXENT())
                        .nIn(4)
                        .nOut(questions)
                        .activation(new ActivationSigmoid())
                        .build())
                .build());
        INDArray labels = Nd4j.zeros(DataType.FLOAT, SmallClassifier.ROWS, questions);
        INDArray mask = Nd4j.zeros(DataType.FLOAT, SmallClassifier.ROWS, questions);
        for (int row = 0; row < SmallClassifier.ROWS; row++) {
            int question = row % questions;
            mask.putScalar(row, question, 1);
            labels.putScalar(row, question, question == 9 && row / questions % 2 == 1 ? -1 : row / questions % 2);
        }
        DataSet data = new DataSet(SmallClassifier.data().getFeatures(), labels, null, mask);

        assertThat(findings(RULE, network, data))
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence().get("share of unfit labels"))
                        .isCloseTo(0.05, within(0.01)));
    }

    @Test
    void crossEntropyOfOneHotLabelsIsNoFault() {
        assertNoFault(RULE, SmallClassifier.healthy());
    }
}
