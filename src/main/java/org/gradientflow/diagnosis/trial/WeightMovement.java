package org.gradientflow.diagnosis.trial;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.observation.Movement;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How far weights went, relative to their size. */
public final class WeightMovement {
    /** Updaters whose steps have one size however small the gradient. */
    private static final Set<String> NORMALISING =
            Set.of("Adam", "AdaMax", "AMSGrad", "Nadam", "AdaBelief", "RmsProp", "AdaGrad", "AdaDelta");

    private WeightMovement() {}

    /** Whether any layer's updater normalises its steps: then movement says nothing of gradients. */
    public static boolean normalised(Examination examination) {
        return examination.architecture().withParameters().stream()
                .filter(LayerFacts::learns)
                .anyMatch(layer -> NORMALISING.contains(layer.updating().updater()));
    }

    /** How far the first of the layers that learn has moved in the probe's training. */
    public static double first(Examination examination) {
        return firstLayer(examination)
                .map(layer -> examination.probe().history().movements().get(layer.parameter()))
                .map(Movement::relative)
                .orElse(0.0);
    }

    /** How far it has moved by now, when the probe's copy was trained on. */
    static double firstBy(Examination examination) {
        return firstLayer(examination)
                .map(layer -> {
                    INDArray start = examination.subject().model().getParam(layer.parameter());
                    INDArray now = examination.base().trained().model().getParam(layer.parameter());
                    return now.distance2(start) / start.norm2Number().doubleValue();
                })
                .orElse(0.0);
    }

    private static Optional<LayerState> firstLayer(Examination examination) {
        return examination.birth().stream()
                .filter(layer -> !Double.isNaN(layer.gradient()))
                .findFirst();
    }

    /** The largest distance of a layer's weights in the probe's training. */
    public static double most(Examination examination) {
        return examination.probe().history().movements().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("W"))
                .map(Map.Entry::getValue)
                .mapToDouble(Movement::relative)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}
