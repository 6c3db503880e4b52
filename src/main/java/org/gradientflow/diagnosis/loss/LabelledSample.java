package org.gradientflow.diagnosis.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Some examples that have a label that counts, a row each, for {@link LabelSignal}.
 *
 * @param features {@code [rows, columns]} of all inputs
 * @param labels {@code [rows, columns]} of all outputs; masked ones stand at the mean of their column
 */
public record LabelledSample(INDArray features, INDArray labels) {
    /**
     * Takes a sample.
     *
     * @param copy of the network, which is asked for its masks
     * @param data all of it
     * @param seed of the sample
     * @return empty where too few rows have a label
     */
    public static Optional<LabelledSample> of(Subject copy, TrainingData data, long seed) {
        List<Output> outputs = Output.of(copy);
        int[] labelled = labelled(copy, data, outputs);
        if (labelled.length < LabelSignal.LEAST_ROWS) {
            return Optional.empty();
        }
        TrainingData rows = labelled.length == data.rows() ? data : data.select(labelled);
        // A rare class has too few rows in a plain sample to tell anything.
        TrainingData sample = ClassCounts.of(rows)
                .filter(ClassCounts::imbalanced)
                .map(counts -> rows.select(counts.stratified(LabelSignal.MOST_ROWS, new Random(seed))))
                .orElseGet(() -> rows.sample(LabelSignal.MOST_ROWS, seed));
        List<INDArray> labels = new ArrayList<>(sample.labels());
        for (Output output : outputs) {
            labels.set(output.index(), LabelMask.of(copy, sample, output).levelled(labels.get(output.index())));
        }
        return Optional.of(new LabelledSample(flat(sample.features()), flat(labels)));
    }

    private static int[] labelled(Subject copy, TrainingData data, List<Output> outputs) {
        if (data.labelMasks().isEmpty() || outputs.size() < data.labels().size()) {
            return IntStream.range(0, data.rows()).toArray();
        }
        return LabelMask.indices(outputs.stream()
                .map(output ->
                        LabelMask.of(copy, data, output).perExample(data.rows()).max(1))
                .reduce(INDArray::add)
                .orElseThrow());
    }

    private static INDArray flat(List<INDArray> arrays) {
        List<INDArray> flat = new ArrayList<>();
        arrays.forEach(array -> flat.add(
                array.castTo(DataType.DOUBLE).dup('c').reshape('c', array.size(0), array.length() / array.size(0))));
        return Nd4j.hstack(flat);
    }
}
