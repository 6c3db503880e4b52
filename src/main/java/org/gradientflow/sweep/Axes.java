package org.gradientflow.sweep;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Initialisation;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.experiment.Updater;

/**
 * Every combination of some values of each setting, the last setting varying first.
 *
 * @param layers numbers of weight layers
 * @param widths of the hidden layers
 * @param inits of the weights
 * @param biases how they start
 * @param updaters rules
 * @param learningRates positive
 * @param batches rows a step
 * @param lossScopes what the loss counts
 */
record Axes(
        List<Integer> layers,
        List<Integer> widths,
        List<Initialisation> inits,
        List<Bias> biases,
        List<Updater> updaters,
        List<Double> learningRates,
        List<Integer> batches,
        List<LossScope> lossScopes) {

    private List<List<?>> all() {
        return List.of(layers, widths, inits, biases, updaters, learningRates, batches, lossScopes);
    }

    /**
     * The number of combinations.
     *
     * @throws ArithmeticException when a long can't hold it
     */
    long size() {
        return all().stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
    }

    /** The combination at an index from 0. */
    Cell cell(long index) {
        List<List<?>> axes = all();
        int[] at = new int[axes.size()];
        long rest = index;
        for (int axis = at.length - 1; axis >= 0; axis--) {
            at[axis] = (int) (rest % axes.get(axis).size());
            rest /= axes.get(axis).size();
        }
        return new Cell(
                layers.get(at[0]),
                widths.get(at[1]),
                inits.get(at[2]),
                biases.get(at[3]),
                updaters.get(at[4]),
                learningRates.get(at[5]),
                batches.get(at[6]),
                lossScopes.get(at[7]));
    }

    /** The cell of most parameters. */
    Cell largest() {
        return new Cell(
                Collections.max(layers),
                Collections.max(widths),
                inits.get(0),
                biases.get(0),
                updaters.get(0),
                learningRates.get(0),
                batches.get(0),
                lossScopes.get(0));
    }

    /** Whether a combination is in both. */
    boolean overlaps(Axes other) {
        List<List<?>> mine = all();
        List<List<?>> others = other.all();
        for (int axis = 0; axis < mine.size(); axis++) {
            if (Collections.disjoint(new HashSet<>(mine.get(axis)), others.get(axis))) {
                return false;
            }
        }
        return true;
    }
}
