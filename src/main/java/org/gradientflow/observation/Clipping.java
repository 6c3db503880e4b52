package org.gradientflow.observation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** What DL4J's updater makes of a layer's raw gradients before it uses them; see {@code BaseMultiLayerUpdater.preApply}. */
final class Clipping {
    /** What the updater takes for a norm of zero, which it would divide by. */
    private static final double ZERO_NORM = 1e-5;

    private Clipping() {}

    /**
     * Divides and normalises one layer's gradients.
     *
     * @param rule of the layer
     * @param divisor rows of the batch, or 1 where the network does not divide
     * @param raw gradients by key, of all the layer's parameters that are trained by gradients
     * @param estimates the gradients' like for the layer's running estimates, which count into a layer's norm undivided
     * @return new arrays by the keys of {@code raw}
     */
    static Map<String, double[]> apply(
            UpdateRule rule, int divisor, Map<String, double[]> raw, Iterable<double[]> estimates) {
        double threshold = rule.threshold();
        Map<String, double[]> result = new LinkedHashMap<>();
        raw.forEach((key, gradient) -> result.put(key, map(gradient, value -> value / divisor)));
        switch (rule.normalization()) {
            case None -> {}
            case RenormalizeL2PerLayer -> {
                double norm = norm(result.values(), estimates);
                double by = norm == 0 ? ZERO_NORM : norm;
                result.replaceAll((key, gradient) -> map(gradient, value -> value / by));
            }
            case RenormalizeL2PerParamType ->
                result.replaceAll((key, gradient) -> {
                    double norm = norm(List.of(gradient), List.of());
                    double by = norm == 0 ? ZERO_NORM : norm;
                    return map(gradient, value -> value / by);
                });
            case ClipElementWiseAbsoluteValue ->
                result.replaceAll((key, gradient) ->
                        map(gradient, value -> Math.max(-threshold, Math.min(threshold, value))));
            case ClipL2PerLayer -> {
                double norm = norm(result.values(), estimates);
                if (norm > threshold) {
                    result.replaceAll((key, gradient) -> map(gradient, value -> value * (threshold / norm)));
                }
            }
            case ClipL2PerParamType ->
                result.replaceAll((key, gradient) -> {
                    double norm = norm(List.of(gradient), List.of());
                    return norm > threshold ? map(gradient, value -> value / (norm / threshold)) : gradient;
                });
        }
        return result;
    }

    private static double[] map(double[] values, DoubleUnaryOperator operator) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = operator.applyAsDouble(values[i]);
        }
        return result;
    }

    private static double norm(Iterable<double[]> arrays, Iterable<double[]> more) {
        return Math.sqrt(squares(arrays) + squares(more));
    }

    private static double squares(Iterable<double[]> arrays) {
        double sum = 0;
        for (double[] array : arrays) {
            for (double value : array) {
                sum += value * value;
            }
        }
        return sum;
    }
}
