package org.gradientflow.diagnosis.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.model.Subject;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class LabelScoreTest {
    private static INDArray rows(double[]... rows) {
        return Nd4j.createFromArray(rows);
    }

    private static INDArray column(double... values) {
        return Nd4j.createFromArray(values).reshape(values.length, 1);
    }

    private static final INDArray CLASSES =
            rows(new double[] {1, 0, 0}, new double[] {1, 0, 0}, new double[] {1, 0, 0}, new double[] {0, 1, 0});

    /** Three of the first class, one of the second, none of the third. */
    @Test
    void classesCountByTheShareFoundOfEachThatIsThere() {
        double[] first = {0.5, 0.3, 0.2};
        double[] second = {0.1, 0.8, 0.1};
        double[] third = {0, 0, 1};

        assertThat(LabelScore.one(rows(first, first, first, second), CLASSES, true))
                .isEqualTo(1);
        assertThat(LabelScore.one(rows(first, first, first, first), CLASSES, true))
                .isZero();
        assertThat(LabelScore.one(rows(first, first, third, second), CLASSES, true))
                .isCloseTo(2.0 / 3, within(1e-12)); // (2/3 + 1) / 2 is a third short of 1, chance is 1/2
        assertThat(LabelScore.one(rows(second, second, second, first), CLASSES, true))
                .isEqualTo(-1);
    }

    @Test
    void oneClassAloneTellsNothing() {
        INDArray one = rows(new double[] {1, 0}, new double[] {1, 0});

        assertThat(LabelScore.one(one, one, true)).isZero();
    }

    @Test
    void twoValuesAreSplitHalfway() {
        INDArray labels = column(-1, -1, 1, 1);

        assertThat(LabelScore.one(column(-9, -0.1, 0.1, 9), labels, true)).isEqualTo(1);
        assertThat(LabelScore.one(column(-9, 0, 0.1, 9), labels, true))
                .as("halfway is below")
                .isEqualTo(1);
        assertThat(LabelScore.one(column(-9, 0.1, 0.1, 9), labels, true)).isCloseTo(0.5, within(1e-12));
        assertThat(LabelScore.one(column(0.4, 0.4, 0.6, 0.4), column(0, 0, 1, 1), true))
                .isCloseTo(0.5, within(1e-12));
    }

    /** Nine ones of ten in the first column, one of ten in the second: who says so always has not told anything. */
    @Test
    void theUsualAnswerToEachOfSeveralQuestionsTellsNothing() {
        double[][] labels = new double[10][2];
        double[][] usual = new double[10][];
        double[][] right = new double[10][];
        for (int row = 0; row < 10; row++) {
            labels[row][0] = row < 9 ? 1 : 0;
            labels[row][1] = row == 8 ? 1 : 0;
            usual[row] = new double[] {0.9, 0.1};
            right[row] = new double[] {labels[row][0], 0.1};
        }

        assertThat(LabelScore.one(rows(usual), rows(labels), true)).isZero();
        assertThat(LabelScore.one(rows(right), rows(labels), true)).isCloseTo(0.5, within(1e-12));
        assertThat(LabelScore.one(rows(labels), rows(labels), true)).isEqualTo(1);
    }

    @Test
    void numbersCountByTheShareOfTheirVariance() {
        INDArray labels = column(0, 1, 2);

        assertThat(LabelScore.one(labels, labels, true)).isEqualTo(1);
        assertThat(LabelScore.one(column(1, 1, 1), labels, true)).isZero();
        assertThat(LabelScore.one(column(1, 2, 3), labels, true)).isCloseTo(-0.5, within(1e-12)); // 1 - 3/2
        assertThat(LabelScore.one(
                        rows(new double[] {0, 5}, new double[] {1, 5}, new double[] {2, 5}),
                        rows(new double[] {0, 4}, new double[] {1, 4}, new double[] {2, 4}),
                        true))
                .as("any constant tells a constant column")
                .isEqualTo(1);
        assertThat(LabelScore.one(column(0.1, 0.1, 0.2), column(0.1, 0.1, 0.1), true))
                .as("nothing to tell")
                .isZero();
    }

    @Test
    void inAnotherScaleTheBestLineCounts() {
        INDArray labels = column(0, 1, 2);

        assertThat(LabelScore.one(column(5, 3, 1), labels, false)).isCloseTo(1, within(1e-12));
        assertThat(LabelScore.one(column(0, 0, 3), labels, false)).isCloseTo(0.75, within(1e-12)); // 3 * 3 / (6 * 2)
        assertThat(LabelScore.one(column(7, 7, 7), labels, false)).isZero();
        assertThat(LabelScore.one(labels, column(7, 7, 7), false)).isZero();
    }

    @Test
    void oneHotIsExactlyOneInEachRow() {
        assertThat(LabelScore.oneHot(CLASSES)).isTrue();
        assertThat(LabelScore.oneHot(column(1, 1))).as("one column").isFalse();
        assertThat(LabelScore.oneHot(rows(new double[] {1, 1}, new double[] {0, 1})))
                .isFalse();
        assertThat(LabelScore.oneHot(rows(new double[] {0, 0}, new double[] {0, 1})))
                .isFalse();
        assertThat(LabelScore.oneHot(rows(new double[] {0.5, 0.5}, new double[] {0, 1})))
                .isFalse();
    }

    @Test
    void bitsAreZeroOrOne() {
        assertThat(LabelScore.bits(rows(new double[] {1, 1}, new double[] {0, 1})))
                .isTrue();
        assertThat(LabelScore.bits(column(0, 1, 2))).isFalse();
        assertThat(LabelScore.bits(column(-1, 1))).isFalse();
    }

    @Test
    void allBatchesCountTogether() {
        MultiLayerNetwork network = SmallRegression.network(Activation.TANH, layer -> {});
        INDArray features = SmallRegression.data().getFeatures();
        INDArray labels = SmallRegression.data().getLabels();
        List<MultiDataSet> batches = List.of(batch(features, labels, 0, 100), batch(features, labels, 100, 128));

        assertThat(LabelScore.of(Subject.of(network), batches, true))
                .isCloseTo(LabelScore.one(network.output(features), labels, true), within(1e-4));
    }

    @Test
    void sparseLabelsAreNumbersOfClasses() {
        double[] first = {0.5, 0.3, 0.2};
        double[] second = {0.1, 0.8, 0.1};

        assertThat(LabelScore.one(rows(first, first, second), column(0, 0, 1), true))
                .isEqualTo(1);
        assertThat(LabelScore.one(rows(first, first, first), column(0, 0, 1), true))
                .isZero();
        assertThat(LabelScore.one(rows(new double[] {0.9, 0.1}, new double[] {0.1, 0.9}), column(0, 1), true))
                .isEqualTo(1);
        assertThat(LabelScore.one(rows(first, first, second), column(0, 0.5, 1), true))
                .as("no class")
                .isZero();
        assertThat(LabelScore.one(rows(first, first, second), column(0, 0, 3), true))
                .as("no class either")
                .isZero();
    }

    /** A row that counts half is told as well as others. */
    @Test
    void weightsOfRowsDoNotChangeWhatIsSaid() {
        Subject subject = Subject.of(SmallClassifier.healthy());
        INDArray features = SmallClassifier.data().getFeatures();
        INDArray labels = SmallClassifier.data().getLabels();
        INDArray half = Nd4j.valueArrayOf(new long[] {SmallClassifier.ROWS, 1}, 0.5f);
        MultiDataSet weighted =
                new MultiDataSet(new INDArray[] {features}, new INDArray[] {labels}, null, new INDArray[] {half});

        assertThat(LabelScore.of(subject, List.of(weighted), true))
                .isEqualTo(LabelScore.of(subject, List.of(new MultiDataSet(features, labels)), true));
        assertThat(subject.output(weighted)).isEqualTo(subject.output(new MultiDataSet(features, labels)));
    }

    /** Labels are what the network says, but where they are masked: rubbish. */
    @Test
    void maskedOutputsOfARowDoNotCount() {
        Subject subject = Subject.of(SmallClassifier.withOutput(layer -> {
            layer.setActivationFn(Activation.IDENTITY.getActivationFunction());
            layer.setLossFn(new LossMSE());
        }));
        INDArray features = SmallClassifier.data().getFeatures();
        INDArray labels = subject.output(
                        new MultiDataSet(features, SmallClassifier.data().getLabels()))
                .get(0)
                .dup();
        INDArray mask = Nd4j.onesLike(labels);
        for (int row = 0; row < 100; row++) {
            int column = row % 2;
            mask.putScalar(row, column, 0);
            labels.putScalar(row, column, row);
        }
        INDArray[] masks = {mask};
        MultiDataSet masked = new MultiDataSet(new INDArray[] {features}, new INDArray[] {labels}, null, masks);

        assertThat(LabelScore.of(subject, List.of(masked), true)).isCloseTo(1, within(1e-9));
        assertThat(LabelScore.of(subject, List.of(new MultiDataSet(features, labels)), true))
                .isLessThan(0.5);
        assertThat(LabelScore.of(subject, List.of(masked, new MultiDataSet(features, labels)), true))
                .as("a batch without a mask counts whole")
                .isLessThan(0.5);
        mask.getColumn(2).assign(0);
        assertThat(LabelScore.of(subject, List.of(masked), true))
                .as("an output without a row")
                .isCloseTo(1, within(1e-9));
        mask.assign(0);
        assertThat(LabelScore.of(subject, List.of(masked), true))
                .as("nothing to tell by")
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    private static MultiDataSet batch(INDArray features, INDArray labels, int from, int to) {
        int[] rows = IntStream.range(from, to).toArray();
        return new MultiDataSet(features.getRows(rows), labels.getRows(rows));
    }

    /** A loss from elsewhere. */
    @SuppressWarnings("serial")
    private static final class Own extends LossMSE {}

    @Test
    void onlyLossesFromElsewhereMayMeanAnotherScale() {
        assertThat(LabelScore.scaled(Subject.of(SmallClassifier.healthy()))).isTrue();
        assertThat(LabelScore.scaled(Subject.of(SmallClassifier.withOutput(layer -> layer.setLossFn(new Own())))))
                .isFalse();
    }
}
