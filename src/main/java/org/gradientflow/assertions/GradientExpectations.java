package org.gradientflow.assertions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.assertions.Expectation.Failure;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Numbers;
import org.gradientflow.observation.History;
import org.gradientflow.observation.Movement;

/** Expectations of any training's gradients and movements, with the thresholds and their sources. */
final class GradientExpectations {
    /**
     * The least movement, as a share of the parameter's norm. By 300 steps TensorFlow's medians over 20 seeds are 0.19 for the original's two-layer net, 0.0005
     * for its three-layer net and 0.065 with Xavier: this is 20 times above the one and 6 below the others.
     */
    static final double MOVES = 0.01;

    /**
     * Norm of the first layer's gradient over that of the largest layer's, over a training. In the model collection's fitting half healthy
     * networks have 0.12 and more (81 of 81), those with a vanishing gradient 1.4e-5 and less but for a residual network with
     * 0.04 (1 of 15), dead ones 0 (12 of 12): {@code OMP_NUM_THREADS=1 mvn -q -Pbenchmark test-compile exec:java
     * -Dexec.args=thresholds}. This is the middle of the gap, in powers of ten.
     */
    static final double VANISHES_BELOW = 1e-3;

    private GradientExpectations() {}

    static Expectation moves(String parameter) {
        return history -> {
            history.parameter(parameter);
            Movement movement = history.movements().get(parameter);
            if (movement.start() == 0) {
                throw new IllegalStateException(
                        "%s starts at 0, so its movement has no relative size; use hasGradientNoSmallerThan instead"
                                .formatted(parameter));
            }
            return movement.relative() >= MOVES
                    ? Optional.empty()
                    : Failure.because(
                            "%s moves: its distance from the start is at least %s of the start's norm"
                                    .formatted(parameter, Numbers.text(MOVES)),
                            "its distance from the start is %s of that norm after %s steps"
                                    .formatted(
                                            Numbers.text(movement.relative()),
                                            Numbers.count(history.losses().steps())),
                            "distance %s, norm at the start %s, rms gradient %s"
                                    .formatted(
                                            Numbers.text(movement.distance()),
                                            Numbers.text(movement.start()),
                                            Numbers.text(rms(history, parameter))));
        };
    }

    static Expectation gradientNoSmallerThan(String parameter, double least) {
        return history -> {
            double rms = rms(history, parameter);
            return rms >= least
                    ? Optional.empty()
                    : Failure.because(
                            "%s has a gradient no smaller than %s (raw, root mean square over its elements and the steps)"
                                    .formatted(parameter, Numbers.text(least)),
                            "it is %s".formatted(Numbers.text(rms)),
                            "by layer: " + gradients(history));
        };
    }

    static Expectation doesNotVanish() {
        return history -> {
            if (learning(history.architecture()).isEmpty()) {
                return Failure.because(
                        "the gradient does not vanish: a layer learns",
                        "no layer learns",
                        "every layer is frozen, or its updater changes nothing");
            }
            double share = firstLayerShare(history);
            return share >= VANISHES_BELOW
                    ? Optional.empty()
                    : Failure.because(
                            "the gradient does not vanish: the gradient of layer %s is at least %s of the largest layer's"
                                    .formatted(
                                            learning(history.architecture())
                                                    .get(0)
                                                    .name(),
                                            Numbers.text(VANISHES_BELOW)),
                            "it is %s of the largest layer's".formatted(Numbers.text(share)),
                            "norms by layer: " + gradients(history));
        };
    }

    /** The first layer's gradient norm over the largest layer's, among those that learn; NaN where no layer gets any. */
    static double firstLayerShare(History history) {
        Map<String, Double> norms = layerGradients(history);
        double largest =
                norms.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return norms.get(learning(history.architecture()).get(0).name()) / largest;
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
        Map<String, Double> norms = new LinkedHashMap<>();
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
                .map(entry -> entry.getKey() + " " + Numbers.text(entry.getValue()))
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
    }
}
