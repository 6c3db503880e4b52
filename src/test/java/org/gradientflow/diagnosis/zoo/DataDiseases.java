package org.gradientflow.diagnosis.zoo;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Inputs and labels that no network of that kind can learn from. */
final class DataDiseases {
    static final List<Change> ALL = List.of(
            Change.sick("non-finite-data", "nan-in-features", 4)
                    .data(d -> put(d.getFeatures(), Float.NaN))
                    .layers(InitialDiseases::anyWeighted)
                    .byNature(),
            Change.sick("non-finite-data", "infinity-in-features", 4)
                    .data(d -> put(d.getFeatures(), Float.POSITIVE_INFINITY))
                    .layers(InitialDiseases::anyWeighted)
                    .byNature(),
            Change.sick("non-finite-data", "nan-in-labels", 4)
                    .data(d -> put(d.getLabels(), Float.NaN))
                    .layers(InitialDiseases::anyWeighted)
                    .byNature(),
            Change.sick("unscaled-input", "x1e4", 8)
                    .data(d -> d.getFeatures().muli(1e4))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("unscaled-input", "x1e3", 7)
                    .data(d -> d.getFeatures().muli(1e3))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("unscaled-input", "one-column-x1e4", 7)
                    .where((d, t) -> t.kind() == Task.Kind.TABLE && t != Task.SIGNAL)
                    .data(d -> d.getFeatures().getColumn(1).muli(1e4))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("unscaled-input", "offset-1e3", 7)
                    .where((d, t) -> t.kind() == Task.Kind.TABLE)
                    .data(d -> d.getFeatures().addi(1e3))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("unscaled-labels", "x1e4", 4)
                    .where((d, t) -> !t.classification())
                    .data(d -> d.getLabels().muli(1e4))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("no-signal-labels", "permuted", 10)
                    .data(DataDiseases::permuteLabels)
                    .layers(InitialDiseases::anyWeighted));

    private DataDiseases() {}

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
