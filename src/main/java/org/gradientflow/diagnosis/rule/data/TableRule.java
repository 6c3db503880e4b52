package org.gradientflow.diagnosis.rule.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.gradientflow.diagnosis.loss.LabelSignal;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.Numbers;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is odd in a table and keeps no network from learning: notes only. */
public final class TableRule implements Rule {
    /** Rows that are looked at. */
    private static final int MOST_ROWS = 2_000;

    /** Columns beyond which pairs of them are too many to compare. */
    private static final int MOST_COLUMNS = 100;

    /** Share of rows that repeat an earlier one; by chance some do where features are few and whole. */
    private static final double REPEATED = 0.2;

    /** Size of a correlation that no measurement has with what it is to predict. */
    private static final double LEAK = 0.9999;

    /** Of fewer features, one that gives the label away is the task itself. */
    private static final int SEVERAL = 3;

    @Override
    public List<Finding> examine(Examination examination) {
        TrainingData data = examination.data();
        if (data.features().size() != 1
                || data.features().get(0).rank() != 2
                || examination.architecture().readsIndices()
                || data.features().get(0).columns() > MOST_COLUMNS) {
            return List.of();
        }
        List<Finding> notes = new ArrayList<>();
        if (data.rows() < LabelSignal.LEAST_ROWS) {
            notes.add(note(
                    "There are %s rows.".formatted(Numbers.count(data.rows())),
                    "What so few rows show may be chance.",
                    "rows",
                    data.rows()));
        }
        TrainingData sample = data.sample(Math.min(MOST_ROWS, data.rows()), 1);
        double[][] columns = columns(sample.features().get(0));
        constant(columns, notes);
        twins(columns, notes);
        leaks(columns, sample.labels(), notes);
        repeated(sample, notes);
        return notes;
    }

    private static void constant(double[][] columns, List<Finding> notes) {
        int[] found = IntStream.range(0, columns.length)
                .filter(i -> Arrays.stream(columns[i]).allMatch(value -> value == columns[i][0]))
                .toArray();
        if (found.length > 0 && columns[0].length > 1) {
            notes.add(note(
                    "Feature column%s %s always the same number.".formatted(found.length > 1 ? "s" : "", names(found)),
                    "Such a column tells nothing; a normaliser divides by its deviation of 0.",
                    "constant columns",
                    found.length));
        }
    }

    private static void twins(double[][] columns, List<Finding> notes) {
        for (int second = 1; second < columns.length; second++) {
            for (int first = 0; first < second; first++) {
                if (Arrays.equals(columns[first], columns[second])) {
                    notes.add(note(
                            "Feature columns %d and %d are the same.".formatted(first, second),
                            "One of them is enough.",
                            "column",
                            second));
                    return;
                }
            }
        }
    }

    private static void leaks(double[][] columns, List<INDArray> labels, List<Finding> notes) {
        if (columns.length < SEVERAL || labels.size() != 1 || labels.get(0).rank() != 2) {
            return;
        }
        double[][] answers = columns(labels.get(0));
        if (answers.length >= columns.length || columns[0].length < 2) {
            return; // a network that repeats its input
        }
        for (int i = 0; i < columns.length; i++) {
            for (double[] answer : answers) {
                if (Math.abs(new PearsonsCorrelation().correlation(columns[i], answer)) > LEAK) {
                    notes.add(note(
                            "Feature column %d gives the label away: the two are proportional.".formatted(i),
                            "If it is not known before the label is, the network learns to copy it, and fails where it is missing.",
                            "column",
                            i));
                    return;
                }
            }
        }
    }

    private static void repeated(TrainingData sample, List<Finding> notes) {
        Set<List<Double>> seen = new HashSet<>();
        double[][] rows = rows(sample.features().get(0));
        double repeated = Arrays.stream(rows)
                .filter(row -> !seen.add(Arrays.stream(row).boxed().toList()))
                .count();
        if (repeated / rows.length >= REPEATED) {
            notes.add(note(
                    "%s of the rows repeat the features of another row."
                            .formatted(Numbers.percent(repeated / rows.length)),
                    "They weigh more in the loss, and a copy in a validation set makes that look better than it is.",
                    "share of repeated rows",
                    repeated / rows.length));
        }
    }

    private static Finding note(String symptom, String explanation, String name, double value) {
        return Finding.ofAll(Cause.TABLE, Severity.NOTE, Confidence.CERTAIN, symptom, explanation, Map.of(name, value));
    }

    private static String names(int[] columns) {
        return columns.length == 1
                ? columns[0] + " is"
                : String.join(
                                ", ",
                                Arrays.stream(columns)
                                        .mapToObj(Integer::toString)
                                        .toList()) + " are";
    }

    private static double[][] columns(INDArray table) {
        double[][] rows = rows(table);
        return IntStream.range(0, table.columns())
                .mapToObj(column ->
                        Arrays.stream(rows).mapToDouble(row -> row[column]).toArray())
                .toArray(double[][]::new);
    }

    private static double[][] rows(INDArray table) {
        double[] values = Doubles.rowMajor(table);
        int width = table.columns();
        return IntStream.range(0, values.length / width)
                .mapToObj(row -> Arrays.copyOfRange(values, row * width, (row + 1) * width))
                .toArray(double[][]::new);
    }
}
