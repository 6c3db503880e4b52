package org.gradientflow.diagnosis;

import org.gradientflow.observation.Movement;

/** How far weights went in the probe's training. */
final class Moves {
    private Moves() {}

    /** How far the first of the layers that learn has moved, relative to its size. */
    static double first(Examination examination) {
        return examination.birth().stream()
                .filter(layer -> !Double.isNaN(layer.gradient()))
                .findFirst()
                .map(layer -> examination.probe().history().movements().get(layer.parameter()))
                .map(Movement::relative)
                .orElse(0.0);
    }

    /** The largest distance of a layer's weights from their start, relative to their size. */
    static double most(Examination examination) {
        return examination.probe().history().movements().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("W"))
                .map(java.util.Map.Entry::getValue)
                .mapToDouble(Movement::relative)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}
