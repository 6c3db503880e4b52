package org.gradientflow.sweep;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;

/**
 * Every combination of some values of each setting, the last setting varying first.
 *
 * @param variants for each setting of a cell an experiment with each of its values
 */
record GridPart(List<List<Experiment>> variants) {
    /**
     * A bound for mistakes: what fits in the heap depends on the threads, each of which trains a block of networks, and on how
     * many have to wait for one before them.
     */
    private static final long MOST_PARAMETERS = 4_000_000;

    /**
     * A part of a grid.
     *
     * @param base the same for all parts
     * @param list the values of a setting as a person writes them
     */
    static GridPart of(Experiment base, Function<Setting, String> list) {
        return new GridPart(Setting.ofACell().stream()
                .map(setting -> setting.property().variants(base, setting.text(), list.apply(setting)))
                .toList());
    }

    /**
     * The number of combinations.
     *
     * @throws ArithmeticException when a long can't hold it
     */
    long size() {
        return variants.stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
    }

    /** The combination at an index from 0. */
    Cell cell(long index) {
        Experiment cell = variants.get(0).get(0);
        long rest = index;
        for (int i = variants.size() - 1; i >= 0; i--) {
            List<Experiment> values = variants.get(i);
            cell = Setting.ofACell().get(i).property().copy(values.get((int) (rest % values.size())), cell);
            rest /= values.size();
        }
        return new Cell(cell);
    }

    /**
     * Refuses networks that are too large.
     *
     * @throws IllegalArgumentException with one line that names the largest
     */
    void checkSize() {
        // Not each cell: there may be millions.
        Experiment largest = variants.get(0).get(0);
        for (int i = 0; i < variants.size(); i++) {
            Experiment most = Collections.max(variants.get(i), Comparator.comparingLong(Networks::parameters));
            largest = Setting.ofACell().get(i).property().copy(most, largest);
        }
        long parameters = Networks.parameters(largest);
        if (parameters > MOST_PARAMETERS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a network of %d layers of width %d has %,d parameters, and at most %,d are possible; reduce layers or width",
                    largest.weightLayers(),
                    largest.hidden().get(0),
                    parameters,
                    MOST_PARAMETERS));
        }
    }

    /** Whether a combination is in both. */
    boolean overlaps(GridPart other) {
        for (int i = 0; i < variants.size(); i++) {
            if (Collections.disjoint(values(i), other.values(i))) {
                return false;
            }
        }
        return true;
    }

    private Set<Object> values(int i) {
        Setting setting = Setting.ofACell().get(i);
        return variants.get(i).stream().map(setting::of).collect(Collectors.toSet());
    }

    /** The values of each setting, an item of a list in YAML. */
    String text() {
        return IntStream.range(0, variants.size())
                .mapToObj(i -> Setting.ofACell().get(i).text() + ": "
                        + values(i, Setting.ofACell().get(i)))
                .collect(Collectors.joining("\n  "));
    }

    private String values(int i, Setting setting) {
        return variants.get(i).stream().map(setting.property()::text).collect(Collectors.joining(", ", "[", "]"));
    }
}
