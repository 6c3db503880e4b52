package org.gradientflow.assertions;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gradientflow.assertions.Expectation.Failure;
import org.gradientflow.observation.History;
import org.gradientflow.observation.LayerFacts;
import org.gradientflow.observation.Numbers;
import org.gradientflow.observation.ParameterFlow;
import org.gradientflow.observation.Snapshot;
import org.gradientflow.observation.UnitActivity;

/** What can be expected of any training's hidden units, at its end. */
final class UnitExpectations {
    /**
     * Spread of the last hidden layer over the inputs, relative to its mean activation. In the zoo's fitting half healthy networks
     * have 0.33 and more (81 of 81), and dead ones none but for one with 0.22 that skips its dead layer (1 of 12). Others that do
     * not learn may depend on their input all the same: 6 of 15 with a vanishing gradient and 3 of 10 with copied units lie above
     * this, from 0.10 to 1.3 and from 0.9 to 5.5. The original's three-layer net has 0.008. Measured by {@code OMP_NUM_THREADS=1
     * mvn -q -Pclinic test-compile exec:java -Dmain.class=org.gradientflow.assertions.AssertionThresholds}.
     */
    static final double DEPENDS = 0.1;

    /** An output that the inputs can't move by this share of its bias is a constant, however much the layer before it varies. */
    static final double REACHES = 1e-3;

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
                        ("seen too few rows to tell: units were off in all of %d rows recorded (%s), and it takes %d to call them dead;"
                                        + " record more steps, new FlowRecorder(model, 1), or larger batches")
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
                        "units that were off in all of the last %d snapshots, %d rows: %s"
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

    static Expectation dependsOnInput() {
        return history -> {
            double share = variation(history);
            double reach = reach(history);
            String seen = "over the last %d snapshots".formatted(end(history).size());
            if (!(share >= DEPENDS)) {
                return Failure.because(
                        "the output depends on the input: what layer %s hands on varies by at least %s of its mean"
                                .formatted(lastHidden(history), Numbers.text(DEPENDS)),
                        "it varies by %s of it: nearly the same whatever the input".formatted(Numbers.text(share)),
                        seen);
            }
            return reach >= REACHES
                    ? Optional.empty()
                    : Failure.because(
                            "the output depends on the input: what layer %s hands on moves it by at least %s of its bias"
                                    .formatted(lastHidden(history), Numbers.text(REACHES)),
                            "it can move it by %s of it at most: nearly the same whatever the input"
                                    .formatted(Numbers.text(reach)),
                            seen);
        };
    }

    /**
     * The most that the last hidden layer's spread can move the outputs, the norms of weights and spread multiplied (Cauchy and
     * Schwarz), relative to the norm of their biases; infinite without biases.
     */
    static double reach(History history) {
        Map<String, ParameterFlow> parameters = history.last().parameters();
        String output = history.architecture().layers().stream()
                .filter(LayerFacts::output)
                .map(LayerFacts::name)
                .findFirst()
                .orElse("");
        ParameterFlow weights = parameters.get(output + "_W");
        ParameterFlow biases = parameters.get(output + "_b");
        if (weights == null || biases == null) {
            return Double.POSITIVE_INFINITY;
        }
        double bias = biases.value().norm();
        return bias == 0
                ? Double.POSITIVE_INFINITY
                : weights.value().norm() * Math.sqrt(spreadAndMean(history)[0]) / bias;
    }

    private static String lastHidden(History history) {
        return history.last().units().keySet().stream()
                .reduce((before, next) -> next)
                .orElseThrow(() -> new IllegalStateException("no hidden layer was recorded"));
    }

    /** The last hidden layer's spread over the inputs, relative to its mean activation; NaN where it is 0 throughout. */
    static double variation(History history) {
        double[] sums = spreadAndMean(history);
        return Math.sqrt(sums[0] / sums[1]);
    }

    /** Summed over the units: the variance over the inputs, and the square of the mean. */
    private static double[] spreadAndMean(History history) {
        String layer = lastHidden(history);
        double spread = 0;
        double mean = 0;
        List<UnitActivity> end = end(history).stream()
                .map(snapshot -> snapshot.units().get(layer))
                .toList();
        for (int unit = 0; unit < end.get(0).units(); unit++) {
            int index = unit;
            double[] means =
                    end.stream().mapToDouble(units -> units.mean()[index]).toArray();
            double average = Arrays.stream(means).average().orElse(0);
            // Over a batch's rows, and from batch to batch: a batch of one row has no spread of its own.
            double within = end.stream()
                    .mapToDouble(units -> Math.pow(units.spread()[index], 2))
                    .average()
                    .orElse(0);
            spread += within + betweenBatches(means);
            mean += average * average;
        }
        return new double[] {spread, mean};
    }

    /** Half the mean square of successive differences (von Neumann 1941): a variance that a trend does not add to. */
    private static double betweenBatches(double[] means) {
        double sum = 0;
        for (int i = 1; i < means.length; i++) {
            sum += Math.pow(means[i] - means[i - 1], 2);
        }
        return sum / Math.max(1, 2 * (means.length - 1));
    }

    private static double[] larger(double[] a, double[] b) {
        double[] larger = new double[a.length];
        Arrays.setAll(larger, i -> Math.max(a[i], b[i]));
        return larger;
    }

    private static List<Snapshot> end(History history) {
        List<Snapshot> all = history.snapshots();
        return all.subList(Math.max(0, (int) ((1 - Expectation.END) * all.size()) - 1), all.size());
    }
}
