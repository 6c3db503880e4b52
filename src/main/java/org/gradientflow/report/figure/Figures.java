package org.gradientflow.report.figure;

import java.util.List;
import org.gradientflow.report.data.RunData;

/** All figures of a run, in the order of the story. */
public final class Figures {
    private Figures() {}

    /**
     * Draws them.
     *
     * @param run saved
     * @return the figures
     */
    public static List<Figure> of(RunData run) {
        return List.of(
                Ridges.weights(run),
                Ridges.gradients(run),
                Ridges.gradientsOnOneScale(run),
                Curves.gradient(run),
                LayerSpread.of(run),
                Curves.movement(run),
                Curves.loss(run),
                Estimates.of(run));
    }
}
