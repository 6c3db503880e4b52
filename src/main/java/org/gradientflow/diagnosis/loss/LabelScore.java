package org.gradientflow.diagnosis.loss;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.FlatRows;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * A score for outputs, whatever the loss, by which networks with different losses are compared. 1 is perfect, 0 what
 * the best constant reaches. One-hot labels are classes, and count by the mean share that is found of each; so does a column of
 * two values. Others count by the share of their variance that is explained. The mean over the columns counts, without those that
 * do not vary: any constant tells them.
 */
public final class LabelScore {
    private static final String DL4J = "org.nd4j.";

    private LabelScore() {}

    /**
     * Asks the network about every batch.
     *
     * @param subject trained or not
     * @param batches with labels
     * @param scaled whether outputs count as they are. A loss of the user's own may want them in another scale than the labels',
     *     so that the best straight line through them counts
     * @return mean over the network's outputs that have a label; negative infinity where one is not finite, or none has
     */
    public static double of(Subject subject, List<MultiDataSet> batches, boolean scaled) {
        List<List<INDArray>> outputs = batches.stream().map(subject::output).toList();
        return Output.of(subject).stream()
                .map(output -> ofOutput(
                        subject,
                        output,
                        batches,
                        outputs.stream().map(all -> all.get(output.index())).toList(),
                        scaled))
                .flatMapToDouble(OptionalDouble::stream)
                .average()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /**
     * The share of a class's rows for which the network says so: by the largest output, or for one output by 0.5.
     *
     * @param subject with one output
     * @param rows of {@link ClassCounts}
     * @param type number of the class
     */
    public static double found(Subject subject, TrainingData rows, int type) {
        INDArray output = subject.output(rows.toMultiDataSet()).get(0);
        INDArray labels = rows.labels().get(0);
        int[] said = output.columns() > 1 ? integers(output.argMax(1)) : above(output, 0.5);
        int[] meant = labels.columns() > 1 ? integers(labels.argMax(1)) : above(labels, 0.5);
        int[] own =
                IntStream.range(0, meant.length).filter(i -> meant[i] == type).toArray();
        return Arrays.stream(own).filter(i -> said[i] == type).count() / (double) Math.max(1, own.length);
    }

    /** Whether outputs are meant to equal labels: so it is with DL4J's own losses. */
    public static boolean scaled(Subject subject) {
        return Output.of(subject).stream()
                .allMatch(output -> output.loss().getClass().getName().startsWith(DL4J));
    }

    /** Empty where every label is masked. */
    private static OptionalDouble ofOutput(
            Subject subject, Output output, List<MultiDataSet> batches, List<INDArray> outputs, boolean scaled) {
        List<OutputLabels> rows = OutputLabels.of(subject, output, batches);
        if (rows.isEmpty()) {
            return OptionalDouble.empty();
        }
        OutputLabels all = OutputLabels.joined(rows);
        INDArray values = Nd4j.vstack(IntStream.range(0, batches.size())
                .mapToObj(i -> kept(subject, output, batches.get(i), outputs.get(i)))
                .filter(some -> some.rows() > 0)
                .toList());
        INDArray weights = all.weights();
        if (!Double.isFinite(values.sumNumber().doubleValue())) {
            return OptionalDouble.of(Double.NEGATIVE_INFINITY);
        }
        return OptionalDouble.of(
                weights.neq(0).all()
                        ? one(values, all.labels(), scaled)
                        : byColumn(values, all.labels(), weights, scaled));
    }

    private static INDArray kept(Subject subject, Output output, MultiDataSet batch, INDArray values) {
        return LabelMask.of(batch.getLabels(output.index()), output.mask(subject, batch), output.columnsLast())
                .rows(values);
    }

    /** Where single outputs are masked, each has rows of its own, and counts by itself. */
    private static double byColumn(INDArray output, INDArray labels, INDArray weights, boolean scaled) {
        return IntStream.range(0, labels.columns())
                .mapToObj(column -> {
                    int[] counted = LabelMask.indices(weights.getColumn(column));
                    return counted.length == 0
                            ? OptionalDouble.empty()
                            : column(
                                    FlatRows.select(output.getColumn(column, true), counted),
                                    FlatRows.select(labels.getColumn(column, true), counted),
                                    scaled);
                })
                .flatMapToDouble(OptionalDouble::stream)
                .average()
                .orElse(0);
    }

    /** Where every label counts. */
    static double one(INDArray output, INDArray labels, boolean scaled) {
        if (output.columns() != labels.columns()) {
            return ofIndices(output, labels);
        }
        if (oneHot(labels)) {
            return recall(integers(output.argMax(1)), integers(labels.argMax(1)), labels.columns());
        }
        return IntStream.range(0, labels.columns())
                .mapToObj(column -> column(output.getColumn(column), labels.getColumn(column), scaled))
                .flatMapToDouble(OptionalDouble::stream)
                .average()
                .orElse(0);
    }

    /** Empty where the labels do not vary. */
    private static OptionalDouble column(INDArray output, INDArray labels, boolean scaled) {
        double least = labels.minNumber().doubleValue();
        double largest = labels.maxNumber().doubleValue();
        if (!(least < largest)) {
            return OptionalDouble.empty();
        }
        double half = (least + largest) / 2;
        return OptionalDouble.of(
                twoValues(labels, least, largest)
                        ? recall(above(output, half), above(labels, half), 2)
                        : explained(output, labels, scaled));
    }

    /** Sparse labels: each the number of its class. Other labels of another width than the outputs' get no score. */
    private static double ofIndices(INDArray output, INDArray labels) {
        int classes = output.columns();
        return labels.columns() == 1
                        && Arrays.stream(Doubles.of(labels))
                                .allMatch(label -> label >= 0 && label < classes && label == Math.rint(label))
                ? recall(integers(output.argMax(1)), integers(labels), classes)
                : 0;
    }

    private static boolean twoValues(INDArray labels, double least, double largest) {
        return labels.eq(least).castTo(labels.dataType()).sumNumber().doubleValue()
                        + labels.eq(largest)
                                .castTo(labels.dataType())
                                .sumNumber()
                                .doubleValue()
                == labels.length();
    }

    /** Exactly one 1 in a row of zeros. */
    public static boolean oneHot(INDArray labels) {
        return labels.size(1) > 1
                && twoValues(labels, 0, 1)
                && BooleanIndexing.and(labels.sum(1), Conditions.equals(1));
    }

    /** All 0 or 1. */
    public static boolean bits(INDArray labels) {
        return twoValues(labels, 0, 1);
    }

    private static int[] above(INDArray array, double threshold) {
        return integers(array.gt(threshold));
    }

    private static int[] integers(INDArray array) {
        return Arrays.stream(Doubles.rowMajor(array))
                .mapToInt(value -> (int) value)
                .toArray();
    }

    private static double recall(int[] said, int[] labels, int classes) {
        int[] rows = new int[classes];
        int[] found = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            rows[labels[i]]++;
            found[labels[i]] += said[i] == labels[i] ? 1 : 0;
        }
        double sum = 0;
        int present = 0;
        for (int i = 0; i < classes; i++) {
            if (rows[i] > 0) {
                sum += found[i] / (double) rows[i];
                present++;
            }
        }
        return present < 2 ? 0 : (sum / present - 1.0 / present) / (1 - 1.0 / present);
    }

    private static double explained(INDArray output, INDArray labels, boolean scaled) {
        INDArray centred = labels.sub(labels.meanNumber());
        double total = squares(centred);
        if (scaled) {
            return 1 - squares(output.sub(labels)) / total;
        }
        INDArray other = output.sub(output.meanNumber());
        double product = other.mul(centred).sumNumber().doubleValue();
        return squares(other) == 0 ? 0 : product * product / squares(other) / total;
    }

    private static double squares(INDArray array) {
        return array.mul(array).sumNumber().doubleValue();
    }
}
