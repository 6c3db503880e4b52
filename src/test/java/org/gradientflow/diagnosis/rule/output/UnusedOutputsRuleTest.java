package org.gradientflow.diagnosis.rule.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.network.ReconstructionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A loss that depends on only some of a batch's outputs. */
class UnusedOutputsRuleTest {
    private static final Rule RULE = new UnusedOutputsRule();

    /** One element of a batch of 16 rows and 3 columns. */
    @Test
    void aLossOfOneElement() {
        MultiLayerNetwork network = SmallClassifier.withOutput(output -> {
            output.setActivationFn(new ActivationIdentity());
            output.setLossFn(new ReconstructionLoss(LossScope.FIRST_ELEMENT));
        });

        assertThat(findings(RULE, network, SmallClassifier.data()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.UNUSED_OUTPUTS);
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.layer()).isEqualTo("2");
                    assertThat(finding.level()).isEqualTo(Confidence.CERTAIN);
                    assertThat(finding.symptom()).contains("98%");
                    assertThat(finding.evidence()).containsEntry("share of rows used", 1 / 16.0);
                    assertThat(finding.evidence().get("share of columns used")).isCloseTo(1 / 3.0, within(1e-12));
                    assertThat(finding.evidence().get("share of outputs used")).isCloseTo(1 / 48.0, within(1e-12));
                });
    }

    /** Two outputs of three are masked in all rows but one. */
    @Test
    void anOutputThatIsOnlyMaskedIsNotUnused() {
        DataSet data = SmallClassifier.data();
        INDArray mask = Nd4j.zeros(DataType.FLOAT, SmallClassifier.ROWS, 3);
        mask.getColumn(0).assign(1);
        mask.putScalar(149, 1, 1);
        mask.putScalar(149, 2, 1);

        assertThat(findings(
                        RULE,
                        SmallClassifier.regression(),
                        new DataSet(data.getFeatures(), data.getLabels(), null, mask)))
                .isEmpty();
    }

    @Test
    void aLossOfAllOutputsIsNoFault() {
        assertNoFault(RULE, SmallClassifier.healthy());
    }
}
