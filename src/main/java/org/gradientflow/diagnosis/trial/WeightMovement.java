package org.gradientflow.diagnosis.trial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.observation.Movement;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The distance that weights moved in a training, relative to their size.
 *
 * @param normalised whether any layer's updater normalises its steps: then movement says nothing about gradients
 * @param firstParameter key of the weights of the first layer that learns; empty where none does
 * @param first distance of those
 * @param most the largest distance of a layer's weights
 */
public record WeightMovement(boolean normalised, Optional<String> firstParameter, double first, double most) {
    /** Updaters whose steps have one size however small the gradient. */
    private static final Set<String> NORMALISING =
            Set.of("Adam", "AdaMax", "AMSGrad", "Nadam", "AdaBelief", "RmsProp", "AdaGrad", "AdaDelta");

    static WeightMovement of(Architecture architecture, Map<String, Movement> movements, List<LayerState> layers) {
        Optional<String> first = layers.stream()
                .filter(layer -> !Double.isNaN(layer.gradient()))
                .map(LayerState::parameter)
                .findFirst();
        return new WeightMovement(
                normalised(architecture),
                first,
                first.map(movements::get).map(Movement::relative).orElse(0.0),
                most(movements));
    }

    private static boolean normalised(Architecture architecture) {
        return architecture.withParameters().stream()
                .filter(LayerFacts::learns)
                .anyMatch(layer -> NORMALISING.contains(layer.updating().updater()));
    }

    private static double most(Map<String, Movement> movements) {
        return movements.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("W"))
                .map(Map.Entry::getValue)
                .mapToDouble(Movement::relative)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    /** The first layer's distance between two states of a network, relative to its size in the earlier one. */
    double firstBetween(Model start, Model now) {
        return firstParameter
                .map(key -> {
                    INDArray from = start.getParam(key);
                    return now.getParam(key).distance2(from)
                            / from.norm2Number().doubleValue();
                })
                .orElse(0.0);
    }
}
