package org.gradientflow.diagnosis;

import org.gradientflow.observation.Movement;

/** How far weights went in the probe's training. */
final class Moves {
    private Moves() {}

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
