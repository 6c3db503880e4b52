package org.gradientflow.benchmark.models;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Faults in the data: inputs and labels from which the network can not learn. */
final class DataFaults {
    static final List<Change> ALL = List.of(
            Change.faulty("non-finite-data", "nan-in-features", 4)
                    .data(d -> put(d.getFeatures(), Float.NaN))
                    .layers(InitialFaults::anyWeighted)
                    .byNature(),
            Change.faulty("non-finite-data", "infinity-in-features", 4)
                    .data(d -> put(d.getFeatures(), Float.POSITIVE_INFINITY))
                    .layers(InitialFaults::anyWeighted)
                    .byNature(),
            Change.faulty("non-finite-data", "nan-in-labels", 4)
                    .data(d -> put(d.getLabels(), Float.NaN))
                    .layers(InitialFaults::anyWeighted)
                    .byNature(),
            Change.faulty("unscaled-input", "x1e4", 8)
                    .data(d -> d.getFeatures().muli(1e4))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("unscaled-input", "x1e3", 7)
                    .data(d -> d.getFeatures().muli(1e3))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("unscaled-input", "one-column-x1e4", 7)
                    .where((d, t) -> t.kind() == Task.Kind.TABLE && t != Task.SIGNAL)
                    .data(d -> d.getFeatures().getColumn(1).muli(1e4))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("unscaled-input", "offset-1e3", 7)
                    .where((d, t) -> t.kind() == Task.Kind.TABLE)
                    .data(d -> d.getFeatures().addi(1e3))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("unscaled-labels", "x1e4", 4)
                    .where((d, t) -> !t.classification())
                    .data(d -> d.getLabels().muli(1e4))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("no-signal-labels", "permuted", 10)
                    .data(DataFaults::permuteLabels)
                    .layers(InitialFaults::anyWeighted));

    private DataFaults() {}

    private static void put(INDArray array, float value) {
        array.putScalar(array.length() / 2, value);
    }

    private static void permuteLabels(DataSet data) {
        int rows = data.numExamples();
        List<Integer> order = IntStream.range(0, rows).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(rows));
        INDArray labels = data.getLabels().dup();
        for (int row = 0; row < rows; row++) {
            data.getLabels().slice(row).assign(labels.slice(order.get(row)));
        }
    }
}
