package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class TrainingDataTest {
    /** Example i has the features i and -i, and the label 10 i. */
    private static TrainingData numbered(int rows) {
        float[][] features = new float[rows][];
        float[][] labels = new float[rows][];
        for (int i = 0; i < rows; i++) {
            features[i] = new float[] {i, -i};
            labels[i] = new float[] {10 * i};
        }
        return TrainingData.of(new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels)));
    }

    private static List<Integer> examples(TrainingData data) {
        List<Integer> examples = new ArrayList<>();
        for (int row = 0; row < data.rows(); row++) {
            int example = data.features().get(0).getInt(row, 0);
            assertThat(data.features().get(0).getInt(row, 1)).isEqualTo(-example);
            assertThat(data.labels().get(0).getInt(row, 0)).isEqualTo(10 * example);
            examples.add(example);
        }
        return examples;
    }

    private static List<Integer> upTo(int bound) {
        return IntStream.range(0, bound).boxed().toList();
    }

    @Test
    void eachEpochIsAnotherOrderOfAllExamples() {
        Iterator<TrainingData> batches = numbered(12).batches(4, 1);
        List<List<Integer>> epochs = new ArrayList<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            List<Integer> order = new ArrayList<>();
            for (int batch = 0; batch < 3; batch++) {
                order.addAll(examples(batches.next()));
            }
            assertThat(order).containsExactlyInAnyOrderElementsOf(upTo(12)).isNotEqualTo(upTo(12));
            epochs.add(order);
        }

        assertThat(epochs.get(0)).isNotEqualTo(epochs.get(1));
    }

    @Test
    void oneSeedIsOneOrder() {
        TrainingData data = numbered(12);

        assertThat(examples(data.batches(12, 1).next()))
                .isEqualTo(examples(data.batches(12, 1).next()))
                .isNotEqualTo(examples(data.batches(12, 2).next()));
        assertThat(examples(data.sample(5, 1)))
                .isEqualTo(examples(data.sample(5, 1)))
                .isNotEqualTo(examples(data.sample(5, 2)));
        assertThat(examples(data.sample(5))).isEqualTo(examples(data.sample(5, 0)));
    }

    @Test
    void theNextShuffleFillsABatchThatAnEpochsEndWouldCutShort() {
        Iterator<TrainingData> batches = numbered(3).batches(2, 1);

        List<Integer> both = new ArrayList<>(examples(batches.next()));
        TrainingData second = batches.next();
        both.add(examples(second).get(0));

        assertThat(both).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(second.rows()).isEqualTo(2);
    }

    @Test
    void aBatchIsAtMostAllExamples() {
        assertThat(examples(numbered(3).batches(50, 1).next())).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(numbered(3).batches(1, 1).next().rows()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbered(3).batches(0, 1))
                .withMessage("expected a batch of 1 or more rows, got 0");
    }

    @Test
    void aSampleOfAllIsTheDataAsItIs() {
        TrainingData data = numbered(3);

        assertThat(data.sample(3)).isSameAs(data);
        assertThat(data.sample(4, 7)).isSameAs(data);
        assertThat(data.sample(2, 7).rows()).isEqualTo(2);
    }

    @Test
    void selectedExamplesAreCopiesInTheOrderAskedFor() {
        TrainingData data = numbered(4);

        TrainingData selected = data.select(3, 1, 1);
        assertThat(examples(selected)).containsExactly(3, 1, 1);
        selected.features().get(0).assign(0);
        assertThat(examples(data)).isEqualTo(upTo(4));
        assertThat(data.features().get(0).shape()).containsExactly(4, 2);
    }

    @Test
    void imagesKeepTheirShape() {
        INDArray images = Nd4j.linspace(0, 35, 36).reshape(3, 2, 3, 2);
        TrainingData data = new TrainingData(List.of(images), List.of(Nd4j.zeros(3, 1)), List.of(), List.of());

        assertThat(data.select(2).features().get(0).shape()).containsExactly(1, 2, 3, 2);
        assertThat(data.select(2).features().get(0).slice(0)).isEqualTo(images.slice(2));
    }

    @Test
    void masksGoWithTheirExamples() {
        INDArray mask = Nd4j.createFromArray(new float[][] {{0}, {1}, {2}});
        List<INDArray> masks = new ArrayList<>(List.of(mask));
        masks.add(null);
        TrainingData data = new TrainingData(
                List.of(Nd4j.zeros(3, 1), Nd4j.zeros(3, 1)), List.of(Nd4j.zeros(3, 1)), masks, List.of(mask));

        TrainingData selected = data.select(2, 0);

        assertThat(Floats.of(selected.featureMasks().get(0))).containsExactly(2, 0);
        assertThat(selected.featureMasks().get(1)).isNull();
        assertThat(Floats.of(selected.labelMasks().get(0))).containsExactly(2, 0);
    }

    @Test
    void whatDl4jGaveItGetsBack() {
        INDArray features = Nd4j.rand(3, 2);
        INDArray labels = Nd4j.rand(3, 1);
        INDArray mask = Nd4j.ones(3, 1);
        TrainingData plain = TrainingData.of(new DataSet(features, labels));
        TrainingData masked = TrainingData.of(new DataSet(features, labels, mask, mask));

        assertThat(plain.featureMasks()).isEmpty();
        assertThat(plain.labelMasks()).isEmpty();
        assertThat(plain.toDataSet()).isEqualTo(new DataSet(features, labels));
        assertThat(plain.toDataSet().getFeaturesMaskArray()).isNull();
        assertThat(plain.toMultiDataSet().getFeaturesMaskArrays()).isNull();
        assertThat(plain.toMultiDataSet().getFeatures(0)).isEqualTo(features);
        assertThat(plain.toMultiDataSet().getLabels(0)).isEqualTo(labels);
        assertThat(masked.toDataSet().getFeaturesMaskArray()).isEqualTo(mask);
        assertThat(masked.toDataSet().getLabelsMaskArray()).isEqualTo(mask);
        assertThat(masked.toMultiDataSet().getLabelsMaskArrays()).containsExactly(mask);
        assertThat(TrainingData.of(new MultiDataSet(
                                new INDArray[] {features}, new INDArray[] {labels}, new INDArray[] {null}, null))
                        .featureMasks())
                .isEmpty();
    }

    @Test
    void severalInputsOrOutputsAreNoDataSet() {
        INDArray one = Nd4j.zeros(1, 1);
        assertThatIllegalStateException()
                .isThrownBy(new TrainingData(List.of(one, one), List.of(one), List.of(), List.of())::toDataSet)
                .withMessage("expected one input and one output, got 2 and 1");
        assertThatIllegalStateException()
                .isThrownBy(new TrainingData(List.of(one), List.of(one, one), List.of(), List.of())::toDataSet)
                .withMessage("expected one input and one output, got 1 and 2");
    }

    @Test
    void arraysThatAreNoExamplesAreRefused() {
        List<INDArray> one = List.of(Nd4j.zeros(1, 1));
        List<INDArray> two = List.of(Nd4j.zeros(2, 1));
        for (List<List<INDArray>> none :
                List.of(List.of(List.<INDArray>of(), one), List.of(one, List.<INDArray>of()))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TrainingData(none.get(0), none.get(1), List.of(), List.of()))
                    .withMessage("expected features and labels, got none");
        }
        for (int wrong = 1; wrong < 4; wrong++) {
            List<List<INDArray>> lists = new ArrayList<>(Collections.nCopies(4, one));
            lists.set(wrong, two);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TrainingData(lists.get(0), lists.get(1), lists.get(2), lists.get(3)))
                    .withMessage("expected 1 examples in every array, got one of shape [2, 1]");
        }
    }
}
