package org.gradientflow.benchmark.published;

import java.util.Optional;

/**
 * DeepDiagnosis (Wardat, Cruz, Le, Rajan: "DeepDiagnosis: Automatically Diagnosing Faults and Recommending Actionable Fixes in
 * Deep Learning Programs", ICSE 2022), after {@code callback/callbacks.py} of github.com/DeepDiagnosis/ICSE2022. The first
 * symptom gives the cause, in the order of its callbacks.
 */
public final class DeepDiagnosis implements PublishedRule {
    /** threshold_layer_1: share of a layer's outputs that are not positive. */
    public static final double DEAD = 0.7;

    /** min_threshold_tanh, max_thresholds_tanh, min_threshold_sigmoid, max_thresholds_sigmoid: -5 and 5, on the input. */
    public static final double SATURATED = 5;

    /** threshold_layer: share of saturated values. */
    public static final double SATURATED_SHARE = 0.5;

    /** threshold_VG: mean absolute gradient. */
    public static final double VANISHING = 1e-7;

    /** min_threshold: variance of a layer's weights. */
    public static final double SMALL_VARIANCE = 1e-5;

    /** max_threshold. */
    public static final double LARGE_VARIANCE = 10;

    @Override
    public String name() {
        return "DeepDiagnosis";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        for (Observed.Step step : observed.steps()) {
            double loss = observed.losses()[step.index()];
            if (!Double.isFinite(loss) || loss == 0) {
                return Optional.of("exploding");
            }
            Optional<String> found = symptom(step, observed);
            if (found.isPresent()) {
                return found;
            }
        }
        return outOfRange(observed.output());
    }

    private static Optional<String> symptom(Observed.Step step, Observed observed) {
        for (var layer : step.activations().entrySet()) {
            float[] values = flat(layer.getValue());
            if (observed.rectified().contains(layer.getKey()) && Tensors.share(values, v -> v <= 0) >= DEAD) {
                return Optional.of("dead-relu");
            }
            if (observed.tanh().contains(layer.getKey()) && beyond(values, Math.tanh(SATURATED), -1)) {
                return Optional.of("saturation");
            }
            if (observed.sigmoid().contains(layer.getKey()) && beyond(values, 1 / (1 + Math.exp(-SATURATED)), 0)) {
                return Optional.of("saturation");
            }
        }
        for (float[] gradient : step.gradients().values()) {
            if (Tensors.meanAbsolute(gradient) < VANISHING) {
                return Optional.of("vanishing");
            }
        }
        for (float[] weights : step.weights().values()) {
            double variance = Tensors.variance(weights);
            if (variance < SMALL_VARIANCE) {
                return Optional.of("vanishing");
            }
            if (variance > LARGE_VARIANCE) {
                return Optional.of("exploding");
            }
        }
        return Optional.empty();
    }

    /** Above the high bound, or as far from the other end of the range. */
    private static boolean beyond(float[] values, double high, double floor) {
        double low = floor + (1 - high);
        return Tensors.share(values, v -> v >= high || v <= low) > SATURATED_SHARE;
    }

    private static Optional<String> outOfRange(Observed.Output output) {
        double lowest = switch (output.activation()) {
            case "sigmoid", "relu", "softmax" -> 0;
            case "tanh", "elu" -> -1;
            default -> Double.NEGATIVE_INFINITY;
        };
        double highest = switch (output.activation()) {
            case "sigmoid", "tanh", "softmax" -> 1;
            default -> Double.POSITIVE_INFINITY;
        };
        boolean crossEntropy = output.loss().equals("LossMCXENT");
        boolean noProbability =
                output.activation().equals("identity") || output.activation().equals("relu");
        return output.smallestLabel() < lowest || output.largestLabel() > highest || crossEntropy && noProbability
                ? Optional.of("output-activation")
                : Optional.empty();
    }

    private static float[] flat(float[][] units) {
        float[] values = new float[units.length * units[0].length];
        for (int unit = 0; unit < units.length; unit++) {
            System.arraycopy(units[unit], 0, values, unit * units[0].length, units[0].length);
        }
        return values;
    }
}
