package org.gradientflow.assertions;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gradientflow.assertions.Expectation.Failure;
import org.gradientflow.model.Numbers;
import org.gradientflow.observation.History;
import org.gradientflow.observation.Snapshot;

/** Expectations of any training's hidden units, at its end. */
final class UnitExpectations {
    private UnitExpectations() {}

    /**
     * Rows in which a unit has to be off to count as dead: one that is on for 1 row in 64 is off in all of so many with a chance
     * of 2%, (63/64)^256.
     */
    static final int ROWS = 256;

    /**
     * Over the last quarter of the snapshots, or as many more as {@value #ROWS} rows take: a unit that died since the first of
     * those counts as living.
     *
     * @return an expectation that throws an {@code IllegalStateException} where units are off and too few rows were recorded
     */
    static Expectation hasNoDeadUnits() {
        return history -> {
            List<Snapshot> seen = enough(history);
            Map<String, String> dead = off(seen);
            int rows = rows(seen);
            if (!dead.isEmpty() && rows < ROWS) {
                throw new IllegalStateException(
                        ("too few rows were recorded: units were off in all of the %d rows (%s), and %d rows are needed to call them dead;"
                                        + " record every step with new FlowRecorder(model, 1), or use larger batches")
                                .formatted(rows, dead, ROWS));
            }
            return failure(history, seen, dead);
        };
    }

    /** The same, where too few rows are no reason to complain. */
    static Expectation hasNoUnitsSeenDead() {
        return history -> {
            List<Snapshot> seen = enough(history);
            return failure(history, seen, rows(seen) < ROWS ? Map.of() : off(seen));
        };
    }

    private static Optional<Failure> failure(History history, List<Snapshot> seen, Map<String, String> dead) {
        return dead.isEmpty()
                ? Optional.empty()
                : Failure.because(
                        "every unit is on for some input",
                        "these units were off in all of the last %d snapshots (%d rows): %s"
                                .formatted(seen.size(), rows(seen), dead),
                        "loss %s at the end"
                                .formatted(Numbers.text(history.losses().last(Expectation.END))));
    }

    /** The end, and what comes before it as far as needed. */
    private static List<Snapshot> enough(History history) {
        List<Snapshot> all = history.snapshots();
        int from = all.size() - end(history).size();
        while (from > 0 && rows(all.subList(from, all.size())) < ROWS) {
            from--;
        }
        return all.subList(from, all.size());
    }

    private static int rows(List<Snapshot> snapshots) {
        return snapshots.stream().mapToInt(Snapshot::batch).sum();
    }

    /** By layer, how many of its units were off in all of these. */
    private static Map<String, String> off(List<Snapshot> snapshots) {
        Map<String, String> off = new TreeMap<>();
        for (String layer : snapshots.get(0).units().keySet()) {
            double[] active = snapshots.stream()
                    .map(snapshot -> snapshot.units().get(layer).activeShare())
                    .reduce(UnitExpectations::larger)
                    .orElseThrow();
            long count = Arrays.stream(active).filter(share -> share == 0).count();
            if (count > 0) {
                off.put(layer, count + " of " + active.length);
            }
        }
        return off;
    }

    private static double[] larger(double[] a, double[] b) {
        double[] larger = new double[a.length];
        Arrays.setAll(larger, i -> Math.max(a[i], b[i]));
        return larger;
    }

    static List<Snapshot> end(History history) {
        List<Snapshot> all = history.snapshots();
        return all.subList(Math.max(0, (int) ((1 - Expectation.END) * all.size()) - 1), all.size());
    }
}
