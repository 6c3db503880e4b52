package org.gradientflow.model;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * Examples to train a network on: arrays whose first dimension counts the examples. Nothing here changes them.
 *
 * @param features one array an input of the network
 * @param labels one array an output
 * @param featureMasks one an input, with nulls where there is none; empty where no input has one
 * @param labelMasks one an output, as {@code featureMasks}
 */
public record TrainingData(
        List<INDArray> features, List<INDArray> labels, List<INDArray> featureMasks, List<INDArray> labelMasks) {
    /**
     * Checks that all arrays have as many examples.
     *
     * @param features one array an input of the network
     * @param labels one array an output
     * @param featureMasks one an input, with nulls where there is none; empty where no input has one
     * @param labelMasks one an output, as {@code featureMasks}
     * @throws IllegalArgumentException if there are no features or no labels, if they have no example, or if their numbers differ
     */
    public TrainingData {
        if (features.isEmpty() || labels.isEmpty()) {
            throw new IllegalArgumentException("expected features and labels, got none");
        }
        long rows = features.get(0).size(0);
        if (rows < 1 || rows > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expected 1 or more examples, got " + rows);
        }
        Stream.of(features, labels, featureMasks, labelMasks)
                .flatMap(List::stream)
                .forEach(array -> {
                    if (array != null && array.size(0) != rows) {
                        throw new IllegalArgumentException("expected %d examples in every array, got one of shape %s"
                                .formatted(rows, Arrays.toString(array.shape())));
                    }
                });
    }

    /**
     * One input, one output.
     *
     * @param data features, labels and their masks
     * @return the same arrays
     * @throws IllegalArgumentException if there are no labels, or not as many as features
     */
    public static TrainingData of(DataSet data) {
        return of(data.toMultiDataSet());
    }

    /**
     * Any number of inputs and outputs.
     *
     * @param data features, labels and their masks
     * @return the same arrays
     * @throws IllegalArgumentException if there are no labels, or arrays with different numbers of examples
     */
    public static TrainingData of(org.nd4j.linalg.dataset.api.MultiDataSet data) {
        return new TrainingData(
                list(data.getFeatures()),
                list(data.getLabels()),
                list(data.getFeaturesMaskArrays()),
                list(data.getLabelsMaskArrays()));
    }

    /** A list that may hold nulls, as masks do. */
    private static List<INDArray> list(INDArray[] arrays) {
        boolean none = arrays == null || Arrays.stream(arrays).allMatch(array -> array == null);
        return none ? List.of() : Arrays.asList(arrays.clone());
    }

    /**
     * The number of examples.
     *
     * @return at least 1
     */
    public int rows() {
        return (int) features.get(0).size(0);
    }

    /**
     * Whether DL4J can train a network on these labels: not where they are one column, an output has several, and its loss takes no
     * numbers of classes.
     *
     * @param model with as many outputs as there are labels
     * @return false where an output can't take its labels
     */
    public boolean trains(Model model) {
        Architecture architecture = Architecture.of(model);
        List<LayerFacts> outputs = model instanceof ComputationGraph graph
                ? graph.getConfiguration().getNetworkOutputs().stream()
                        .map(architecture::layer)
                        .toList()
                : architecture.outputs();
        return IntStream.range(0, Math.min(outputs.size(), labels.size()))
                .allMatch(i -> takes(outputs.get(i), labels.get(i)));
    }

    private static boolean takes(LayerFacts output, INDArray labels) {
        return labels.rank() != 2
                || labels.columns() > 1
                || output.nOut() <= 1
                || output.loss().orElse(null) instanceof LossSparseMCXENT;
    }

    /**
     * Batches without end, each as large as asked: where an epoch's end would cut one short, the next shuffle fills it.
     *
     * @param batch rows of a batch; all of them where there are fewer
     * @param seed of the shuffles
     * @return a new order every epoch, the same for the same seed
     * @throws IllegalArgumentException if {@code batch} is below 1
     */
    public Iterator<TrainingData> batches(int batch, long seed) {
        if (batch < 1) {
            throw new IllegalArgumentException("expected a batch of 1 or more rows, got " + batch);
        }
        Iterator<Integer> order = new Shuffled(rows(), new Random(seed));
        int size = Math.min(batch, rows());
        return Stream.generate(() ->
                        select(IntStream.range(0, size).map(i -> order.next()).toArray()))
                .iterator();
    }

    /**
     * Some examples: the first of a shuffle of all.
     *
     * @param rows at most; all, in their order, where there are fewer
     * @param seed of the shuffle
     * @return copies
     */
    public TrainingData sample(int rows, long seed) {
        if (rows >= rows()) {
            return this;
        }
        Iterator<Integer> order = new Shuffled(rows(), new Random(seed));
        return select(IntStream.range(0, rows).map(i -> order.next()).toArray());
    }

    /**
     * Some examples: the first of a shuffle with seed 0.
     *
     * @param rows at most; all, in their order, where there are fewer
     * @return copies
     */
    public TrainingData sample(int rows) {
        return sample(rows, 0);
    }

    /**
     * Chosen examples.
     *
     * @param rows their indices, from 0
     * @return copies, in the order of the indices
     */
    public TrainingData select(int... rows) {
        return new TrainingData(
                select(features, rows), select(labels, rows), select(featureMasks, rows), select(labelMasks, rows));
    }

    private static List<INDArray> select(List<INDArray> arrays, int[] rows) {
        return arrays.stream()
                .map(array -> array == null ? null : select(array, rows))
                .toList();
    }

    private static INDArray select(INDArray array, int[] rows) {
        long[] shape = array.shape().clone(); // shape() hands out the array's own
        INDArray flat = array.reshape('c', shape[0], array.length() / shape[0]);
        shape[0] = rows.length;
        INDArray pulled = Nd4j.pullRows(flat, 1, rows, 'c');
        Reference.reachabilityFence(flat); // ND4J would free a copy while its native code reads it
        return pulled.reshape('c', shape);
    }

    /**
     * As DL4J takes it.
     *
     * @return the same arrays
     */
    public org.nd4j.linalg.dataset.MultiDataSet toMultiDataSet() {
        return new org.nd4j.linalg.dataset.MultiDataSet(
                array(features), array(labels), array(featureMasks), array(labelMasks));
    }

    /**
     * As DL4J takes it, of one input and one output.
     *
     * @return the same arrays
     * @throws IllegalStateException if there are several inputs or outputs
     */
    public DataSet toDataSet() {
        if (features.size() != 1 || labels.size() != 1) {
            throw new IllegalStateException(
                    "expected one input and one output, got %d and %d".formatted(features.size(), labels.size()));
        }
        return new DataSet(features.get(0), labels.get(0), only(featureMasks), only(labelMasks));
    }

    private static INDArray only(List<INDArray> masks) {
        return masks.isEmpty() ? null : masks.get(0);
    }

    private static INDArray[] array(List<INDArray> arrays) {
        return arrays.isEmpty() ? null : arrays.toArray(INDArray[]::new);
    }
}
