package org.gradientflow.report.figure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradientflow.report.data.RunData;

/** The figures of a run. */
public final class Figures {
    private Figures() {}

    /**
     * All figures that the run has recorded data for, in the order of the report.
     *
     * @param run read from files, or just trained
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

    /**
     * Offset histograms of the first layer's weights over steps 0 to 1,000, each case on its own scale.
     *
     * @param run read from files, or just trained
     * @return the figure
     * @throws IllegalArgumentException if no step from 0 to 1,000 is recorded
     */
    public static Figure weights(RunData run) {
        return recorded(Ridges.weights(run));
    }

    /**
     * Offset histograms of the raw gradient of those weights, each case on its own scale.
     *
     * @param run read from files, or just trained
     * @return the figure
     * @throws IllegalArgumentException if no step from 0 to 1,000 is recorded
     */
    public static Figure gradients(RunData run) {
        return recorded(Ridges.gradients(run));
    }

    /**
     * Offset histograms of that gradient on one scale for all cases, powers of ten on both sides of zero.
     *
     * @param run read from files, or just trained
     * @return the figure
     * @throws IllegalArgumentException if no step from 0 to 1,000 is recorded
     */
    public static Figure gradientsOnOneScale(RunData run) {
        return recorded(Ridges.gradientsOnOneScale(run));
    }

    /**
     * The standard deviation of the first layer's raw gradient over the steps.
     *
     * @param run read from files, or just trained
     * @return the figure
     * @throws IllegalArgumentException if no step from 0 to 1,000 is recorded
     */
    public static Figure gradientSpread(RunData run) {
        return recorded(Curves.gradient(run));
    }

    /**
     * The standard deviation of the raw gradient layer by layer.
     *
     * @param run read from files, or just trained
     * @return the figure
     * @throws IllegalArgumentException if no step from 0 to 1,000 is recorded
     */
    public static Figure gradientByLayer(RunData run) {
        return recorded(LayerSpread.of(run));
    }

    /**
     * How far the first layer's weights move from their start, relative to it.
     *
     * @param run read from files, or just trained
     * @return the figure
     */
    public static Figure movement(RunData run) {
        return Curves.movement(run);
    }

    /**
     * The loss of a row over the steps.
     *
     * @param run read from files, or just trained
     * @return the figure
     */
    public static Figure loss(RunData run) {
        return Curves.loss(run);
    }

    /**
     * The estimates of the last 1,000 steps against their inputs.
     *
     * @param run read from files, or just trained
     * @return the figure
     */
    public static Figure estimates(RunData run) {
        return Estimates.of(run);
    }

    private static Figure recorded(Optional<Figure> figure) {
        return figure.orElseThrow(() -> new IllegalArgumentException("the run has no recorded step from 0 to 1,000"));
    }
}
