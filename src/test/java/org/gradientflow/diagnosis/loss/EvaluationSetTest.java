package org.gradientflow.diagnosis.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class EvaluationSetTest {
    private static EvaluationSet between(double constant, double free) {
        return new EvaluationSet(List.of(), List.of(), constant, free);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 0", "9, -1", "2, 0.75", "NaN, -Infinity", "Infinity, -Infinity"})
    void skillIsTheShareOfTheWayFromTheConstantToTheBest(double loss, double skill) {
        assertThat(between(5, 1).skill(loss)).isEqualTo(skill);
    }

    @Test
    void withoutAWayToGoTheConstantHasNoSkill() {
        assertThat(between(5, 5).skill(5)).isZero();
        assertThat(between(5, 5).skill(6)).isNegative();
    }

    @Test
    void oneBatchOfAllWholeBatchesIsLookedAtWhereTheLossIsASum() {
        DataSet data = SmallRegression.data();
        Subject subject = Subject.of(SmallRegression.network(Activation.TANH, layer -> {}));

        EvaluationSet evaluationSet = EvaluationSet.of(subject, TrainingData.of(data), 50, 1);

        assertThat(evaluationSet.batches())
                .singleElement()
                .satisfies(batch ->
                        assertThat(batch.getFeatures(0).size(0)).isEqualTo(100)); // 128 rows are two batches of 50
        assertThat(evaluationSet.outputs().get(0).trained())
                .extracting(OutputLabels::rows)
                .containsExactly(50L, 50L);
        double[] labels = Doubles.rowMajor(evaluationSet.batches().get(0).getLabels(0));
        double mean = Nd4j.createFromArray(labels).meanNumber().doubleValue();
        double variance = 0;
        for (double label : labels) {
            variance += (label - mean) * (label - mean) / labels.length;
        }
        assertThat(evaluationSet.constant()).isCloseTo(variance, within(1e-6));
        assertThat(evaluationSet.free()).isCloseTo(0, within(1e-6));
        assertThat(evaluationSet.loss(subject))
                .isCloseTo(subject.loss(evaluationSet.batches().get(0)), within(1e-9));
    }

    /** Several tasks, of which each row has one. */
    @Test
    void whatIsMaskedIsInNeitherLoss() {
        MultiLayerNetwork network = SmallClassifier.withOutput(output -> {
            output.setActivationFn(Activation.IDENTITY.getActivationFunction());
            output.setLossFn(LossFunction.MSE.getILossFunction());
        });
        network.params().assign(0);
        DataSet classes = SmallClassifier.data();
        INDArray signs = classes.getLabels().mul(0);
        for (int row = 0; row < SmallClassifier.ROWS; row++) {
            signs.putRow(row, Nd4j.ones(3).mul(row % 2 == 0 ? 1 : -1));
        }
        signs.addi(classes.getLabels().rsub(1).mul(-999)); // no number at all, where there is none
        DataSet data = new DataSet(classes.getFeatures(), signs, null, classes.getLabels());
        Subject subject = Subject.of(network);

        EvaluationSet evaluationSet = EvaluationSet.of(subject, TrainingData.of(data), 10, 1);

        assertThat(evaluationSet.skill(evaluationSet.loss(subject)))
                .as("of the constant 0")
                .isCloseTo(0, within(0.02));
    }

    /** Of a loss that looks at a part of each batch, 32 batches are asked: labels may all be in the others. */
    @Test
    void labelsThatAreNotUsedAreNoOutput() {
        DataSet clouds = SmallClassifier.data();
        INDArray mask = Nd4j.zeros(SmallClassifier.ROWS, 1);
        mask.putScalar(140, 0, 1);
        mask.putScalar(148, 0, 1);
        TrainingData data = TrainingData.of(new DataSet(clouds.getFeatures(), clouds.getLabels(), null, mask));
        Subject subject = Subject.of(SmallClassifier.withOutput(output -> {
            output.setActivationFn(Activation.IDENTITY.getActivationFunction());
            output.setLossFn(new LastRow());
        }));

        EvaluationSet evaluationSet = EvaluationSet.of(subject, data, 2, 1);

        assertThat(evaluationSet.batches()).hasSize(32);
        assertThat(evaluationSet.outputs()).isEmpty();
        assertThat(evaluationSet.free()).isZero();
    }

    /** Looks at a batch's last row only. */
    @SuppressWarnings("serial")
    private static final class LastRow extends LossMSE {
        @Override
        public double computeScore(
                INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
            return labels.getRow(labels.rows() - 1).distance2(preOutput.getRow(preOutput.rows() - 1));
        }
    }

    @Test
    void aBatchLargerThanTheDataIsAllOfIt() {
        Subject subject = Subject.of(SmallRegression.network(Activation.TANH, layer -> {}));

        EvaluationSet evaluationSet = EvaluationSet.of(subject, TrainingData.of(SmallRegression.data()), 1000, 1);

        assertThat(evaluationSet.batches().get(0).getFeatures(0).size(0)).isEqualTo(128);
    }
}
