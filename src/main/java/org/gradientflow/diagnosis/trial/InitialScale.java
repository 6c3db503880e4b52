package org.gradientflow.diagnosis.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The initial weights of each layer against those that its activation needs.
 *
 * @param layers with weights, input to output
 * @param ratios root mean square of each layer's weights over the reference's; 1 where those are 0
 */
public record InitialScale(List<LayerState> layers, List<Double> ratios) {
    public static InitialScale of(Examination examination) {
        List<LayerState> layers = examination.initialLayers();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            double reference = examination.referenceInitialLayers().get(i).weights();
            ratios.add(reference > 0 ? layers.get(i).weights() / reference : 1);
        }
        return new InitialScale(layers, ratios);
    }

    public double least() {
        return ratios.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    }

    public double largest() {
        return ratios.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    }

    public double product() {
        return ratios.stream().mapToDouble(Double::doubleValue).reduce(1, (a, b) -> a * b);
    }

    /** The layer that is off, or the first of several that are about equally off. */
    public LayerState worst() {
        ToDoubleFunction<Double> off = ratio -> Math.abs(Math.log10(Math.max(ratio, 1e-30)));
        double most = ratios.stream().mapToDouble(off).max().orElse(0);
        for (int i = 0; i < layers.size(); i++) {
            if (off.applyAsDouble(ratios.get(i)) >= most / 2) {
                return layers.get(i);
            }
        }
        return layers.get(0);
    }

    /** Smallest gradient of a layer that learns against the same layer's with reference weights. */
    public static double gradientAgainst(List<LayerState> layers, List<LayerState> references) {
        double least = 1;
        for (int i = 0; i < layers.size(); i++) {
            double ratio = layers.get(i).gradient() / references.get(i).gradient();
            least = ratio < least ? ratio : least;
        }
        return least;
    }

    /** Smallest gradient of a layer that learns, over the largest of all. */
    public static double gradientRatio(List<LayerState> layers) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (LayerState layer : layers) {
            if (!Double.isNaN(layer.gradient())) {
                least = Math.min(least, layer.gradient());
                most = Math.max(most, layer.gradient());
            }
        }
        return most > 0 ? least / most : 1;
    }
}
