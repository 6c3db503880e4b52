package org.gradientflow.report.figure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradientflow.report.data.RunData;

/** All figures of a run, in the order of the story. */
public final class Figures {
    private Figures() {}

    /**
     * Draws them. A figure for which the run has recorded nothing is left out.
     *
     * @param run saved
     * @return the figures
     */
    public static List<Figure> of(RunData run) {
        return Stream.of(
                        Ridges.weights(run),
                        Ridges.gradients(run),
                        Ridges.gradientsOnOneScale(run),
                        Curves.gradient(run),
                        LayerSpread.of(run),
                        Optional.of(Curves.movement(run)),
                        Optional.of(Curves.loss(run)),
                        Optional.of(Estimates.of(run)))
                .flatMap(Optional::stream)
                .toList();
    }
}
