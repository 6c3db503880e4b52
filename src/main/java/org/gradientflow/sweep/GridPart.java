package org.gradientflow.sweep;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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
     * A part of a grid.
     *
     * @param base the same for all parts
     * @param list the values of a setting as a person writes them
     */
    static GridPart of(Experiment base, Function<Setting, String> list) {
        return new GridPart(Setting.ofACell().stream()
                .map(setting -> setting.variants(base, list.apply(setting)))
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
            cell = Setting.ofACell().get(i).copy(values.get((int) (rest % values.size())), cell);
            rest /= values.size();
        }
        return new Cell(cell);
    }

    /** The cell with the most parameters. */
    Cell largest() {
        Experiment cell = variants.get(0).get(0);
        for (int i = 0; i < variants.size(); i++) {
            Experiment largest = Collections.max(variants.get(i), Comparator.comparingLong(Networks::parameters));
            cell = Setting.ofACell().get(i).copy(largest, cell);
        }
        return new Cell(cell);
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

    /** The values of each setting in the order of a cell's columns, as a grid's file has them. */
    List<String> texts() {
        return IntStream.range(0, variants.size())
                .mapToObj(i -> variants.get(i).stream()
                        .map(Setting.ofACell().get(i)::text)
                        .collect(Collectors.joining(", ", "[", "]")))
                .toList();
    }
}
