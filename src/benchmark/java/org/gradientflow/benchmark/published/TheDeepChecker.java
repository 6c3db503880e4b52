package org.gradientflow.benchmark.published;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * TheDeepChecker (Ben Braiek, Khomh: "Testing Feedforward Neural Networks Training Programs", TOSEM 2023), the checks made
 * while it trains, after {@code deep_checker/hooks.py} of github.com/thedeepchecker/thedeepchecker. Its configuration file is
 * not in the stored sources: the thresholds are the article's.
 */
public final class TheDeepChecker implements PublishedRule {
    /** Mean absolute gradient. */
    public static final double VANISHING = 1e-7;

    /** Ratio of mean absolute gradients of steps in a row, all of a window at most so much. */
    public static final double DECREASE = 0.85;

    /** Mean absolute gradient. */
    public static final double EXPLODING = 1e8;

    /** Ratio of mean absolute gradients, or of losses, of steps in a row, all of a window at least so much. */
    public static final double INCREASE = 1.15;

    /** log10 of the ratio of mean magnitudes of updates and weights. */
    public static final double FAST = -1;

    /** The same. */
    public static final double SLOW = -4;

    /** The 95th percentile of a dead unit's output. */
    public static final double DEAD_OUTPUT = 1e-5;

    /** Share of a layer's units that are dead. */
    public static final double DEAD = 0.5;

    private static final double PERCENTILE = 0.95;
    private static final int WINDOW = 5;

    @Override
    public String name() {
        return "TheDeepChecker";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        Map<String, List<Double>> gradients = new HashMap<>();
        for (Observed.Step step : observed.steps()) {
            if (!Double.isFinite(observed.losses()[step.index()])) {
                return Optional.of("exploding");
            }
            if (dead(step, observed)) {
                return Optional.of("dead-relu");
            }
            for (String layer : step.updates().keySet()) {
                List<Double> history = gradients.computeIfAbsent(layer, l -> new ArrayList<>());
                history.add(Tensors.meanAbsolute(step.gradients().get(layer)));
                Optional<String> found = gradient(history).or(() -> update(step, layer));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> gradient(List<Double> history) {
        double last = history.get(history.size() - 1);
        if (!Double.isFinite(last) || last > EXPLODING || all(history, rate -> rate - INCREASE)) {
            return Optional.of("exploding");
        }
        return last < VANISHING || all(history, rate -> DECREASE - rate) ? Optional.of("vanishing") : Optional.empty();
    }

    /** Whether the margin is met by each of the last rates. */
    private static boolean all(List<Double> history, ToDoubleFunction<Double> margin) {
        if (history.size() < WINDOW) {
            return false;
        }
        for (int i = history.size() - WINDOW + 1; i < history.size(); i++) {
            if (!(margin.applyAsDouble(history.get(i) / history.get(i - 1)) >= 0)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> update(Observed.Step step, String layer) {
        double weights = Tensors.meanAbsolute(step.weights().get(layer));
        double updates = Tensors.meanAbsolute(step.updates().get(layer));
        if (weights == 0) {
            return Optional.empty();
        }
        if (updates == 0) {
            return Optional.of("frozen");
        }
        double ratio = Math.log10(updates / weights);
        return ratio > FAST
                ? Optional.of("rate-too-high")
                : ratio < SLOW ? Optional.of("rate-too-low") : Optional.empty();
    }

    private static boolean dead(Observed.Step step, Observed observed) {
        for (String layer : observed.rectified()) {
            float[][] units = step.activations().get(layer);
            if (units != null) {
                int dead = 0;
                for (float[] unit : units) {
                    if (Tensors.share(unit, value -> Math.abs(value) < DEAD_OUTPUT) >= PERCENTILE) {
                        dead++;
                    }
                }
                if (dead > DEAD * units.length) {
                    return true;
                }
            }
        }
        return false;
    }
}
