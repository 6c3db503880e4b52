package org.gradientflow.diagnosis.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradientflow.model.Doubles;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The class of each row: of one-hot labels, or of one column of 0 and 1.
 *
 * @param classes number of a row's class
 * @param counts rows of each class
 */
public record ClassCounts(int[] classes, int[] counts) {
    /** The rarest class has at most this share of an even share: 20% of two classes, 5% of eight. Chosen, not fitted. */
    private static final double RARE = 0.4;

    /** Counts the classes of data with one output of classes; empty for other labels. */
    public static Optional<ClassCounts> of(TrainingData data) {
        if (data.labels().size() != 1 || data.labels().get(0).rank() != 2) {
            return Optional.empty();
        }
        INDArray labels = data.labels().get(0);
        boolean oneHot = LabelScore.oneHot(labels);
        if (!oneHot && !(labels.columns() == 1 && LabelScore.bits(labels))) {
            return Optional.empty();
        }
        int[] classes = Arrays.stream(Doubles.rowMajor(oneHot ? labels.argMax(1) : labels))
                .mapToInt(value -> (int) value)
                .toArray();
        int[] counts = new int[Math.max(2, labels.columns())];
        Arrays.stream(classes).forEach(one -> counts[one]++);
        return Optional.of(new ClassCounts(classes, counts));
    }

    /** The rarest class that has any rows. */
    public int rarest() {
        return IntStream.range(0, counts.length)
                .filter(one -> counts[one] > 0)
                .reduce((a, b) -> counts[b] < counts[a] ? b : a)
                .orElse(0);
    }

    /** Share of the rows that the rarest class has. */
    public double rarestShare() {
        return counts[rarest()] / (double) classes.length;
    }

    /** Whether the rarest class is far below an even share. */
    public boolean imbalanced() {
        return Arrays.stream(counts).filter(count -> count > 0).count() > 1 && rarestShare() <= RARE / counts.length;
    }

    /**
     * A choice of rows with as many of each class as there are, up to an even share.
     *
     * @param most rows
     * @param random of the choice
     */
    public int[] stratified(int most, Random random) {
        List<List<Integer>> byClass = byClass(random);
        List<Integer> chosen = new ArrayList<>();
        for (int next = 0; chosen.size() < most && next < classes.length; next++) {
            for (List<Integer> rows : byClass) {
                if (next < rows.size() && chosen.size() < most) {
                    chosen.add(rows.get(next));
                }
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Rows with each class as often as the others: those of rare classes are repeated.
     *
     * @param rows of the choice
     * @param random of the choice
     */
    public int[] balanced(int rows, Random random) {
        List<List<Integer>> byClass = byClass(random);
        byClass.removeIf(List::isEmpty);
        return IntStream.range(0, rows)
                .map(i -> {
                    List<Integer> own = byClass.get(i % byClass.size());
                    return own.get(i / byClass.size() % own.size());
                })
                .toArray();
    }

    private List<List<Integer>> byClass(Random random) {
        List<List<Integer>> byClass = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            byClass.add(new ArrayList<>());
        }
        for (int row = 0; row < classes.length; row++) {
            byClass.get(classes[row]).add(row);
        }
        byClass.forEach(rows -> Collections.shuffle(rows, random));
        return byClass;
    }
}
