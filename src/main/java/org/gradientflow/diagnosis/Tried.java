package org.gradientflow.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A remedy, and the pairs that were trained to try it.
 *
 * @param remedy that was tried
 * @param without what each pair's unchanged copy reached
 * @param with what its changed copy reached
 */
record Tried(Remedy remedy, List<Pairs.Reached> without, List<Pairs.Reached> with) {
    /** Four pairs of five: by chance, a change that does nothing helps as often in 3 of 16 cases (exact sign test). */
    private static final double MOST = 0.8;

    static Tried once(Remedy remedy, Pairs pairs, long seed) {
        return new Tried(remedy, List.of(), List.of()).again(pairs, seed);
    }

    Tried again(Pairs pairs, long seed) {
        List<Pairs.Reached> before = new ArrayList<>(without);
        List<Pairs.Reached> after = new ArrayList<>(with);
        before.add(pairs.without(seed));
        after.add(pairs.with(remedy, seed));
        return new Tried(remedy, before, after);
    }

    /** Skill where the loss still means the same, else what outputs tell of the labels. */
    private double skill(Pairs.Reached reached) {
        return remedy.comparable() ? reached.skill() : reached.fit();
    }

    /** A number that falls with learning: the loss, or the share of the labels that is not told. */
    private double loss(Pairs.Reached reached) {
        return remedy.comparable() ? reached.loss() : 1 - reached.fit();
    }

    int helped() {
        int helped = 0;
        for (int i = 0; i < with.size(); i++) {
            helped += new Mending(Math.max(0, skill(without.get(i))), skill(with.get(i))).works() ? 1 : 0;
        }
        return helped;
    }

    /** Whether so many pairs can still be helped as are wanted. */
    boolean mayStillHelp(int pairs) {
        return helped() + pairs - with.size() >= Math.ceil(MOST * pairs);
    }

    boolean helpedMost() {
        return helped() >= Math.ceil(MOST * with.size());
    }

    /** Median with the change. */
    double skill() {
        return median(with, this::skill);
    }

    /** Not a library's, which leave out what is not a number: a training that diverged has the largest loss there is. */
    private static double median(List<Pairs.Reached> reached, ToDoubleFunction<Pairs.Reached> of) {
        double[] sorted = reached.stream().mapToDouble(of).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    Prescription prescription() {
        return new Prescription(
                remedy.change(),
                true,
                median(without, this::loss),
                median(with, this::loss),
                with.size(),
                helped(),
                remedy.code());
    }
}
