package org.gradientflow.observation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gradientflow.model.UpdateRule;

/**
 * What DL4J's updater makes of a parameter's raw gradient before it uses it; see {@code BaseMultiLayerUpdater.preApply}. Every
 * kind of gradient normalisation divides all elements by one number, or bounds each.
 *
 * @param divisor of every element, batch and norm together
 * @param bound of an element's magnitude after the division; infinite for none
 */
record Clipping(double divisor, double bound) {
    static final Clipping NONE = new Clipping(1, Double.POSITIVE_INFINITY);

    /** The number that the updater divides by in place of a norm of zero. */
    private static final double ZERO_NORM = 1e-5;

    double apply(double gradient) {
        return Math.max(-bound, Math.min(bound, gradient / divisor));
    }

    /**
     * The clipping of one layer's gradients.
     *
     * @param rule of the layer
     * @param rows of the batch, or 1 where the network does not divide
     * @param norms of the raw gradients, by key, of all the layer's parameters that are trained by gradients
     * @param estimates norms of the gradients' like for the layer's running estimates, which count into a layer's norm undivided
     * @return by the keys of {@code norms}
     */
    static Map<String, Clipping> of(
            UpdateRule rule, int rows, Map<String, Double> norms, Collection<Double> estimates) {
        double squares = 0;
        for (double norm : norms.values()) {
            squares += Math.pow(norm / rows, 2);
        }
        for (double norm : estimates) {
            squares += norm * norm;
        }
        double layer = Math.sqrt(squares);
        Map<String, Clipping> clippings = new LinkedHashMap<>();
        norms.forEach((key, norm) -> clippings.put(key, of(rule, rows, norm / rows, layer)));
        return clippings;
    }

    private static Clipping of(UpdateRule rule, int rows, double norm, double layer) {
        double threshold = rule.threshold();
        return switch (rule.normalization()) {
            case None -> by(rows);
            case RenormalizeL2PerLayer -> by(rows * (layer == 0 ? ZERO_NORM : layer));
            case RenormalizeL2PerParamType -> by(rows * (norm == 0 ? ZERO_NORM : norm));
            case ClipElementWiseAbsoluteValue -> new Clipping(rows, threshold);
            case ClipL2PerLayer -> by(layer > threshold ? rows * (layer / threshold) : rows);
            case ClipL2PerParamType -> by(norm > threshold ? rows * (norm / threshold) : rows);
        };
    }

    private static Clipping by(double divisor) {
        return new Clipping(divisor, Double.POSITIVE_INFINITY);
    }
}
