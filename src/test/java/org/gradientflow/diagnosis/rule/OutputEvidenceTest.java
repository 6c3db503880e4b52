package org.gradientflow.diagnosis.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.network.ReconstructionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** What the rules about the output and its loss say, number by number. */
class OutputEvidenceTest {
    @Test
    void aLossThatTheLabelsAreNotMeantForSaysWhatItNeeds() {
        MultiLayerNetwork network = Sketch.output(output -> {
            output.setActivationFn(new ActivationTanH());
            output.setLossFn(new LossHinge());
        });

        assertThat(Asked.of(new WrongLossRule(), network, Sketch.clouds()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.layer()).isEqualTo("2");
                    assertThat(finding.symptom()).isEqualTo("the loss Hinge needs labels of -1 and 1");
                    assertThat(finding.explanation()).isEqualTo("67% of the labels are none; they lie from 0 to 1");
                    assertThat(finding.evidence()).containsOnlyKeys("share of unfit labels");
                    assertThat(finding.evidence().get("share of unfit labels")).isCloseTo(2 / 3.0, within(1e-12));
                });
    }

    /** Several questions a row, of which not all are answered: -1 stands where there is none, and is masked. */
    @Test
    void masksSayWhichLabelsAreMeant() {
        MultiLayerNetwork network = Sketch.output(output -> {
            output.setActivationFn(new ActivationSigmoid());
            output.setLossFn(new LossBinaryXENT());
        });
        DataSet clouds = Sketch.clouds();
        INDArray mask = Nd4j.ones(DataType.FLOAT, Sketch.ROWS, 3);
        for (int row = 0; row < Sketch.ROWS; row += 2) {
            mask.putScalar(row, row % 3, 0);
            clouds.getLabels().putScalar(row, row % 3, -1);
        }
        DataSet masked = new DataSet(clouds.getFeatures(), clouds.getLabels(), null, mask);

        assertThat(Asked.of(new WrongLossRule(), network, masked)).isEmpty();
        assertThat(Asked.of(new WrongLossRule(), network, clouds))
                .as("without the mask")
                .hasSize(1);
    }

    @Test
    void masksSayWhichLabelsAreToBeReached() {
        MultiLayerNetwork network = Sketch.output(output -> {
            output.setActivationFn(new ActivationSigmoid());
            output.setLossFn(new LossMSE());
        });
        DataSet clouds = Sketch.clouds();
        INDArray mask = Nd4j.ones(DataType.FLOAT, Sketch.ROWS, 3);
        for (int row = 0; row < Sketch.ROWS; row++) {
            mask.putScalar(row, row % 3, 0);
            clouds.getLabels().putScalar(row, row % 3, 5);
            clouds.getLabels().putScalar(row, (row + 1) % 3, row % 2);
        }
        DataSet masked = new DataSet(clouds.getFeatures(), clouds.getLabels(), null, mask);

        assertThat(Asked.of(new OutputActivationRule(), network, masked)).isEmpty();
        assertThat(Asked.of(new OutputActivationRule(), network, clouds))
                .as("without the mask")
                .hasSize(1);
    }

    @Test
    void labelsOutOfReachAreCounted() {
        MultiLayerNetwork network = Sketch.output(output -> {
            output.setActivationFn(new ActivationSigmoid());
            output.setLossFn(new LossMSE());
        });
        DataSet doubled = new DataSet(
                Sketch.clouds().getFeatures(), Sketch.clouds().getLabels().mul(2));

        assertThat(Asked.of(new OutputActivationRule(), network, Sketch.clouds()))
                .isEmpty();
        assertThat(Asked.of(new OutputActivationRule(), network, doubled))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.symptom()).isEqualTo("33% of the labels are out of reach of sigmoid");
                    assertThat(finding.explanation()).isEqualTo("outputs lie from 0 to 1, labels from 0 to 2");
                    assertThat(finding.confidence()).isEqualTo(0.95);
                    assertThat(finding.evidence())
                            .contains(entry("least output", 0.0), entry("largest output", 1.0))
                            .hasSize(3);
                    assertThat(finding.evidence().get("share of labels out of reach"))
                            .isCloseTo(1 / 3.0, within(1e-9));
                });
    }

    /** One element of a batch of 16 rows and 3 columns. */
    @Test
    void aLossThatLooksAtOneElement() {
        MultiLayerNetwork network = Sketch.output(output -> {
            output.setActivationFn(new ActivationIdentity());
            output.setLossFn(new ReconstructionLoss(LossScope.FIRST_ELEMENT));
        });

        assertThat(Asked.of(new UnusedOutputsRule(), network, Sketch.clouds()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.layer()).isEqualTo("2");
                    assertThat(finding.confidence()).isEqualTo(0.95);
                    assertThat(finding.symptom()).isEqualTo("98% of the outputs make no difference to the loss");
                    assertThat(finding.evidence()).containsEntry("share of rows used", 1 / 16.0);
                    assertThat(finding.evidence().get("share of columns used")).isCloseTo(1 / 3.0, within(1e-12));
                    assertThat(finding.evidence().get("share of outputs used")).isCloseTo(1 / 48.0, within(1e-12));
                });
    }
}
