package org.gradientflow.diagnosis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradientflow.observation.TrainingData;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What can be done to the data before it reaches the network. */
final class DataRemedies {
    private static final String NORMALISED_LABELS =
            "NormalizerStandardize normalizer = new NormalizerStandardize();\nnormalizer.fitLabel(true);\n"
                    + "normalizer.fit(data);\nnormalizer.transform(data);";

    /** DL4J's own normalizer takes no notice of a mask of rank 2. */
    private static final String NORMALISED_LABELS_THAT_COUNT = """
            // NormalizerStandardize would count masked labels too
            INDArray labels = data.getLabels();
            INDArray mask = data.getLabelsMaskArray().broadcast(labels.shape());
            INDArray count = mask.sum(0);
            INDArray centred = labels.subRowVector(labels.mul(mask).sum(0).div(count));
            INDArray squares = centred.mul(centred).mul(mask).sum(0);
            data.setLabels(centred.divRowVector(Transforms.sqrt(squares.div(count)).add(1e-5)));""";

    private DataRemedies() {}

    static Remedy standardisedFeatures() {
        return Remedy.ofData(
                "standardise the features: mean 0 and deviation 1 in each column",
                "NormalizerStandardize normalizer = new NormalizerStandardize();\n"
                        + "normalizer.fit(data);\nnormalizer.transform(data);",
                rows -> new TrainingData(
                        standardised(rows.features()), rows.labels(), rows.featureMasks(), rows.labelMasks()));
    }

    /** The share of the variance that is explained does not depend on the labels' scale; the loss does. */
    static Remedy standardisedLabels(Subject subject, TrainingData data) {
        return Remedy.ofData(
                        "standardise the labels: mean 0 and deviation 1 in each column",
                        masksTable(data) ? NORMALISED_LABELS_THAT_COUNT : NORMALISED_LABELS,
                        rows -> withStandardisedLabels(rows, Head.of(subject)))
                .withAnotherLoss();
    }

    private static boolean masksTable(TrainingData data) {
        return IntStream.range(0, data.labelMasks().size())
                .anyMatch(output -> data.labelMasks().get(output) != null
                        && data.labels().get(output).rank() == 2);
    }

    /** By the labels that are not masked; those of outputs that are no heads as they are. */
    static TrainingData withStandardisedLabels(TrainingData data, List<Head> heads) {
        List<INDArray> labels = new ArrayList<>(data.labels());
        for (Head head : heads) {
            labels.set(head.index(), Scale.standardised(labels.get(head.index()), LabelMask.of(data, head)));
        }
        return new TrainingData(data.features(), labels, data.featureMasks(), data.labelMasks());
    }

    private static List<INDArray> standardised(List<INDArray> arrays) {
        return arrays.stream().map(Scale::standardised).toList();
    }

    /** Empty where every number is finite, or hardly a row is left. */
    static Optional<Remedy> finiteRows(TrainingData data) {
        int[] finite = IntStream.range(0, data.rows()).filter(finite(data)::get).toArray();
        int lost = data.rows() - finite.length;
        return lost == 0 || finite.length == 0
                ? Optional.empty()
                : Optional.of(Remedy.ofData(
                        "leave out the %d of %d rows with values that are no finite numbers"
                                .formatted(lost, data.rows()),
                        "List<DataSet> rows = data.asList();\nrows.removeIf(row -> !Double.isFinite("
                                + "row.getFeatures().sumNumber().doubleValue() + row.getLabels().sumNumber().doubleValue()));\n"
                                + "data = DataSet.merge(rows);",
                        rows -> rows.select(finite)));
    }

    private static BitSet finite(TrainingData data) {
        BitSet finite = new BitSet();
        finite.set(0, data.rows());
        List<INDArray> arrays = new ArrayList<>(data.features());
        arrays.addAll(data.labels());
        for (INDArray array : arrays) {
            // A sum of sizes is not finite where one is not: no two can cancel.
            INDArray sizes = Transforms.abs(array.castTo(DataType.DOUBLE)
                            .dup('c')
                            .reshape('c', array.size(0), array.length() / array.size(0)))
                    .sum(1);
            for (int row = 0; row < data.rows(); row++) {
                if (!Double.isFinite(sizes.getDouble(row))) {
                    finite.clear(row);
                }
            }
        }
        return finite;
    }
}
