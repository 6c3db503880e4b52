package org.gradientflow.diagnosis.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.network.ReconstructionLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class LossBoundsTest {
    @Test
    void theBestConstantOfASquaredErrorIsTheMean() {
        INDArray labels = Nd4j.create(new double[][] {{1}, {2}, {6}, {7}});
        LossBounds bounds = bounds(new LossMSE(), Activation.IDENTITY, labels);
        assertThat(bounds.constant()).isCloseTo((9 + 4 + 4 + 9) / 4.0, within(1e-6));
        assertThat(bounds.free()).isCloseTo(0, within(1e-6));
    }

    @Test
    void theBestConstantOfACrossEntropyLeavesTheEntropyOfTheClasses() {
        INDArray labels = Nd4j.create(new double[][] {{1, 0}, {0, 1}, {0, 1}, {0, 1}});
        LossBounds bounds = bounds(new LossMCXENT(), Activation.SOFTMAX, labels);
        assertThat(bounds.constant()).isCloseTo(-0.25 * Math.log(0.25) - 0.75 * Math.log(0.75), within(1e-3));
        assertThat(bounds.free()).isCloseTo(0, within(1e-3));
    }

    /** An output at its limits can't follow the labels: what is left is what the doctor sees. */
    @Test
    void whatAnActivationCantReachIsLeft() {
        INDArray labels = Nd4j.create(new double[][] {{-3}, {3}});
        assertThat(bounds(new LossMSE(), Activation.SIGMOID, labels).free()).isGreaterThan(4);
    }

    @Test
    void anyLossWillDo() {
        INDArray labels = Nd4j.create(new double[][] {{-1}, {0}, {1}});
        LossBounds bounds = bounds(new ReconstructionLoss(LossScope.ALL), Activation.IDENTITY, labels);
        assertThat(bounds.constant()).isCloseTo(2.0 / 3, within(1e-4));
        assertThat(bounds.free()).isCloseTo(0, within(1e-4));
    }

    @Test
    void aLossOfOneElementUsesOneRowOnly() {
        INDArray labels = Nd4j.arange(1, 17).reshape(8, 2);
        Output first = new Output(
                0,
                "0",
                new ReconstructionLoss(LossScope.FIRST_ELEMENT),
                Activation.IDENTITY.getActivationFunction(),
                2,
                true,
                false);
        UsedOutputs used = UsedOutputs.of(new OutputLabels(first, labels, null, 8), new Random(1));
        assertThat(used).isEqualTo(new UsedOutputs(1 / 8.0, 1 / 2.0));
        Output all = new Output(0, "0", new LossMSE(), Activation.IDENTITY.getActivationFunction(), 2, true, false);
        assertThat(UsedOutputs.of(new OutputLabels(all, labels, null, 8), new Random(1)))
                .isEqualTo(new UsedOutputs(1, 1));
    }

    private static LossBounds bounds(ILossFunction loss, Activation activation, INDArray labels) {
        Output output = new Output(0, "0", loss, activation.getActivationFunction(), labels.size(1), true, false);
        return LossBounds.of(List.of(new OutputLabels(output, labels, null, labels.size(0))));
    }
}
