package org.gradientflow.assertions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gradientflow.assertions.Expectation.Failure;
import org.gradientflow.observation.Architecture;
import org.gradientflow.observation.History;
import org.gradientflow.observation.LayerFacts;
import org.gradientflow.observation.Losses;
import org.gradientflow.observation.Movement;
import org.gradientflow.observation.Snapshot;
import org.gradientflow.observation.UnitActivity;

/** What can be expected of any training, with the thresholds and where they come from. */
final class Expectations {
    /**
     * Of a parameter's norm. By 300 steps TensorFlow's medians over 20 seeds are 0.19 for the original's two-layer net, 0.0005
     * for its three-layer net and 0.065 with Xavier: this is 20 times above the one and 6 below the others.
     */
    static final double MOVES = 0.01;

    /**
     * Norm of the first layer's gradient over that of the largest layer's, over a training. An estimate, not a fit: {@code
     * FirstLayerMovesTest} shows that it separates the original's two- and three-layer nets over five seeds.
     */
    static final double VANISHES_BELOW = 3e-4;

    /** A mean loss is lower when it lies below the other by so much of it, and by three standard errors of their difference. */
    static final double LEARNS = 0.1;

    private static final double STANDARD_ERRORS = 3;

    /** The part of a training that its end is judged by. */
    private static final double END = 0.25;

    /**
     * Spread of the last hidden layer over the inputs, relative to its mean activation. An estimate, not a fit: a layer that
     * sees its input has a spread of the order of its mean, one that does not has nearly none.
     */
    static final double DEPENDS = 0.02;

    private Expectations() {}

    static Expectation moves(String parameter) {
        return history -> {
            history.parameter(parameter);
            Movement movement = history.movements().get(parameter);
            return movement.relative() >= MOVES
                    ? Optional.empty()
                    : failure(
                            "%s moves: its distance from the start is at least %s of the start's norm"
                                    .formatted(parameter, number(MOVES)),
                            "it went %s of it in %d steps"
                                    .formatted(
                                            number(movement.relative()),
                                            history.losses().steps()),
                            "distance %s, norm at the start %s, rms gradient %s"
                                    .formatted(
                                            number(movement.distance()),
                                            number(movement.start()),
                                            number(rms(history, parameter))));
        };
    }

    static Expectation gradientNoSmallerThan(String parameter, double least) {
        return history -> {
            double rms = rms(history, parameter);
            return rms >= least
                    ? Optional.empty()
                    : failure(
                            "%s has a gradient no smaller than %s (raw, root mean square over its elements and the steps)"
                                    .formatted(parameter, number(least)),
                            "it is %s".formatted(number(rms)),
                            "by layer: " + gradients(history));
        };
    }

    static Expectation doesNotVanish() {
        return history -> {
            Map<String, Double> norms = layerGradients(history);
            double largest = norms.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            LayerFacts first = learning(history.architecture()).get(0);
            double share = norms.get(first.name()) / largest;
            return share >= VANISHES_BELOW
                    ? Optional.empty()
                    : failure(
                            "the gradient does not vanish: layer %s gets at least %s of the largest layer's"
                                    .formatted(first.name(), number(VANISHES_BELOW)),
                            "it gets %s of it".formatted(number(share)),
                            "norms by layer: " + gradients(history));
        };
    }

    static Expectation isFinite() {
        return history -> history.firstNonFinite().isEmpty()
                ? Optional.empty()
                : failure(
                        "every loss is a finite number",
                        "the loss of step %d is not"
                                .formatted(history.firstNonFinite().getAsInt()),
                        "losses "
                                + Arrays.toString(Arrays.stream(history.losses().values())
                                        .skip(Math.max(0, history.losses().values().length - 5L))
                                        .toArray()));
    }

    /** Over the last quarter of the snapshots: in one small batch a unit may be off by chance. */
    static Expectation hasNoDeadUnits() {
        return history -> {
            Map<String, String> dead = new TreeMap<>();
            for (String layer : history.last().units().keySet()) {
                double[] active = null;
                for (Snapshot snapshot : end(history)) {
                    UnitActivity units = snapshot.units().get(layer);
                    active = active == null ? units.activeShare().clone() : larger(active, units.activeShare());
                }
                long count = Arrays.stream(active).filter(share -> share == 0).count();
                if (count > 0) {
                    dead.put(layer, count + " of " + active.length);
                }
            }
            return dead.isEmpty()
                    ? Optional.empty()
                    : failure(
                            "every unit is on for some input",
                            "units that were off in all of the last %d snapshots: %s"
                                    .formatted(end(history).size(), dead),
                            "batches of %d rows; loss %s at the end"
                                    .formatted(
                                            history.last().batch(),
                                            number(history.losses().last(END))));
        };
    }

    static Expectation dependsOnInput() {
        return history -> {
            String layer = history.last().units().keySet().stream()
                    .reduce((before, next) -> next)
                    .orElseThrow(() -> new IllegalStateException("no hidden layer was recorded"));
            double spread = 0;
            double mean = 0;
            List<Snapshot> end = end(history);
            for (int unit = 0; unit < history.last().units().get(layer).units(); unit++) {
                int index = unit;
                double[] means = end.stream()
                        .mapToDouble(snapshot -> snapshot.units().get(layer).mean()[index])
                        .toArray();
                double average = Arrays.stream(means).average().orElse(0);
                // Over a batch's rows, and from batch to batch: a batch of one row has no spread of its own.
                double within = end.stream()
                        .mapToDouble(
                                snapshot -> Math.pow(snapshot.units().get(layer).spread()[index], 2))
                        .average()
                        .orElse(0);
                spread += within + betweenBatches(means);
                mean += average * average;
            }
            double share = Math.sqrt(spread / mean);
            return share >= DEPENDS
                    ? Optional.empty()
                    : failure(
                            "the output depends on the input: what layer %s hands on varies by at least %s of its mean"
                                    .formatted(layer, number(DEPENDS)),
                            "it varies by %s of it: nearly the same whatever the input".formatted(number(share)),
                            "over the last %d snapshots".formatted(end.size()));
        };
    }

    /** Half the mean square of successive differences (von Neumann 1941): a variance that a trend does not add to. */
    private static double betweenBatches(double[] means) {
        double sum = 0;
        for (int i = 1; i < means.length; i++) {
            sum += Math.pow(means[i] - means[i - 1], 2);
        }
        return sum / Math.max(1, 2 * (means.length - 1));
    }

    static Expectation learns() {
        return history -> {
            Losses losses = history.losses();
            int part = Math.max(1, (int) (END * losses.values().length));
            double[] first = Arrays.copyOf(losses.values(), part);
            double[] last = Arrays.copyOfRange(losses.values(), losses.values().length - part, losses.values().length);
            double fall = mean(first) - mean(last);
            double error = Math.sqrt(squaredError(first) + squaredError(last));
            return fall >= LEARNS * Math.abs(mean(first)) && fall >= STANDARD_ERRORS * error
                    ? Optional.empty()
                    : failure(
                            "it learns: the mean loss of the last quarter is at least %s below the first's, and by more than chance"
                                    .formatted(String.format(Locale.ROOT, "%.0f%%", 100 * LEARNS)),
                            "it went from %s to %s".formatted(number(mean(first)), number(mean(last))),
                            "%d steps, standard error of the difference %s".formatted(losses.steps(), number(error)));
        };
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double squaredError(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(value -> Math.pow(value - mean, 2)).sum()
                / Math.max(1, values.length - 1.0)
                / values.length;
    }

    private static double[] larger(double[] a, double[] b) {
        Arrays.setAll(a, i -> Math.max(a[i], b[i]));
        return a;
    }

    private static List<Snapshot> end(History history) {
        List<Snapshot> all = history.snapshots();
        return all.subList(Math.max(0, (int) ((1 - END) * all.size()) - 1), all.size());
    }

    private static double rms(History history, String parameter) {
        return Math.sqrt(history.parameter(parameter).stream()
                .mapToDouble(flow -> Math.pow(flow.gradient().rms(), 2))
                .average()
                .orElse(0));
    }

    private static List<LayerFacts> learning(Architecture architecture) {
        return architecture.withParameters().stream().filter(LayerFacts::learns).toList();
    }

    /** Root mean square over the snapshots of each layer's gradient norm, of all its parameters, in the network's order. */
    private static Map<String, Double> layerGradients(History history) {
        Map<String, Double> norms = new java.util.LinkedHashMap<>();
        for (LayerFacts layer : learning(history.architecture())) {
            norms.put(
                    layer.name(),
                    Math.sqrt(layer.parameters().stream()
                            .mapToDouble(key -> history.parameter(key).stream()
                                    .mapToDouble(
                                            flow -> Math.pow(flow.gradient().norm(), 2))
                                    .average()
                                    .orElse(0))
                            .sum()));
        }
        return norms;
    }

    private static String gradients(History history) {
        return layerGradients(history).entrySet().stream()
                .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
    }

    private static Optional<Failure> failure(String expected, String found, String evidence) {
        return Optional.of(new Failure(expected, found, evidence));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2g", value);
    }
}
