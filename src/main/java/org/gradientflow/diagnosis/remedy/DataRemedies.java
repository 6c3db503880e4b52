package org.gradientflow.diagnosis.remedy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradientflow.diagnosis.loss.ClassCounts;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.loss.LabelMask;
import org.gradientflow.diagnosis.loss.Output;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Numbers;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Changes of the data before it reaches the network. */
public final class DataRemedies {
    private static final String NORMALISED = """
            NormalizerStandardize normalizer = new NormalizerStandardize();
            normalizer.fitLabel(true);
            normalizer.fit(data);
            normalizer.transformLabel(data.getLabels());""";

    /** DL4J's own normalizer takes no notice of a mask of rank 2. */
    private static final String NORMALISED_TABLE = """
            // NormalizerStandardize would count masked labels too
            INDArray labels = data.getLabels();
            INDArray mask = data.getLabelsMaskArray().broadcast(labels.shape()).neq(0).castTo(labels.dataType());
            INDArray count = Transforms.max(mask.sum(0), 1);
            INDArray centred = labels.subRowVector(labels.mul(mask).sum(0).div(count));
            INDArray squares = centred.mul(centred).mul(mask).sum(0);
            data.setLabels(centred.divRowVector(Transforms.sqrt(squares.div(count)).add(1e-5)));""";

    /** DL4J's normalizers misread other masks and formats with the columns last; the one for several outputs takes no labels alone. */
    private static final String NORMALISED_OTHERWISE =
            "// from each column of the labels subtract the mean, then divide by the standard deviation; leave out masked labels";

    private DataRemedies() {}

    /** None where features are indices. */
    static List<Remedy> standardisedFeatures(Subject subject, TrainingData data) {
        if (Architecture.of(subject.model()).readsIndices()) {
            return List.of();
        }
        String normalizer = single(data) ? "NormalizerStandardize" : "MultiNormalizerStandardize";
        return List.of(Remedy.ofData(
                "standardise the features to mean 0 and standard deviation 1 in each column",
                "%1$s normalizer = new %1$s();\nnormalizer.fit(data);\nnormalizer.transform(data);"
                        .formatted(normalizer),
                ColumnScale::standardisedFeatures));
    }

    /** A {@code DataSet}; else a {@code MultiDataSet}. */
    private static boolean single(TrainingData data) {
        return data.features().size() == 1 && data.labels().size() == 1;
    }

    /** The share of the variance that is explained does not depend on the labels' scale; the loss does. */
    public static Remedy standardisedLabels(Subject subject, TrainingData data) {
        return Remedy.ofData(
                        "standardise the labels to mean 0 and standard deviation 1 in each column",
                        normalisedLabels(subject.copy(), data),
                        rows -> ColumnScale.standardisedLabels(subject.copy(), rows))
                .withAnotherLoss();
    }

    private static String normalisedLabels(Subject copy, TrainingData data) {
        boolean whole = true;
        boolean table = true;
        boolean last = false;
        for (Output output : Output.of(copy)) {
            whole &= LabelMask.of(copy, data, output).whole();
            table &= data.labels().get(output.index()).rank() == 2;
            last |= output.columnsLast();
        }
        boolean masked = !data.labelMasks().isEmpty();
        if (!single(data) || last || !whole && !(table && masked)) {
            return NORMALISED_OTHERWISE;
        }
        return whole ? NORMALISED : NORMALISED_TABLE;
    }

    /** Features, labels and both, as far as they are far from mean 0 and standard deviation 1. */
    static List<Remedy> standardisedWhereFar(Subject subject, TrainingData data) {
        List<Remedy> features =
                ColumnScale.worst(data.features().stream().map(ColumnScale::of).toList())
                                .far()
                        ? standardisedFeatures(subject, data)
                        : List.of();
        List<Remedy> labels =
                ColumnScale.worst(data.labels().stream().map(ColumnScale::of).toList())
                                .far()
                        ? List.of(standardisedLabels(subject, data))
                        : List.of();
        List<Remedy> all = new ArrayList<>(features);
        all.addAll(labels);
        features.forEach(one -> labels.forEach(two -> all.add(one.and(two))));
        return all;
    }

    /** Labels of two values as 0 and 1; empty where there are others. */
    static Optional<Remedy> zeroAndOne(TrainingData data) {
        INDArray labels = data.labels().get(0);
        double least = labels.minNumber().doubleValue();
        double largest = labels.maxNumber().doubleValue();
        INDArray high = labels.eq(largest).castTo(labels.dataType());
        boolean two = least < largest
                && high.add(labels.eq(least).castTo(labels.dataType()))
                                .minNumber()
                                .doubleValue()
                        == 1;
        return two && data.labels().size() == 1
                ? Optional.of(Remedy.ofData(
                                "replace the labels %s and %s by 0 and 1"
                                        .formatted(Numbers.text(least), Numbers.text(largest)),
                                "data.setLabels(data.getLabels().eq(%s).castTo(DataType.FLOAT));".formatted(largest),
                                rows -> new TrainingData(
                                        rows.features(),
                                        List.of(rows.labels()
                                                .get(0)
                                                .eq(largest)
                                                .castTo(rows.labels().get(0).dataType())),
                                        rows.featureMasks(),
                                        rows.labelMasks()))
                        .withAnotherLoss())
                : Optional.empty();
    }

    /** Rows of rare classes repeated; empty where the labels are no classes. */
    static Optional<Remedy> balancedClasses(TrainingData data) {
        return ClassCounts.of(data)
                .map(counts -> Remedy.ofData(
                                "repeat the rows of rare classes, so that each class has as many rows",
                                """
                        // repeat the rows of each rare class until all classes have as many rows, then shuffle:
                        data = DataSet.merge(rowsOfEachClassEquallyOften);
                        data.shuffle();""",
                                rows -> rows.select(counts.balanced(rows.rows(), new Random(1))))
                        .withAnotherLoss());
    }

    /** Empty where every number is finite, or hardly a row is left. */
    static Optional<Remedy> finiteRows(TrainingData data) {
        int[] finite = IntStream.range(0, data.rows()).filter(finite(data)::get).toArray();
        int lost = data.rows() - finite.length;
        return lost == 0 || finite.length == 0
                ? Optional.empty()
                : Optional.of(Remedy.ofData(
                        "remove the %s of %s rows that have NaN or infinite values"
                                .formatted(Numbers.count(lost), Numbers.count(data.rows())),
                        !single(data)
                                ? "// remove every row that has a NaN or infinite value"
                                : "List<DataSet> rows = data.asList();\nrows.removeIf(row -> !Double.isFinite("
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
