package org.gradientflow.watch;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradientflow.observation.LayerReading;
import org.gradientflow.observation.StepReading;

/**
 * The statistics of a step that give a suspicion. The thresholds are wide: a confirmation decides, and one that is not raised costs more
 * than one that is not confirmed.
 */
final class Suspicions {
    /** Usual updates are a thousandth of the weights. */
    private static final double LARGE_UPDATE = 0.1;

    /** Updates that would take a million steps to change the weights. */
    private static final double SMALL_UPDATE = 1e-6;

    /** Between the gradients' sizes of two layers. */
    private static final double FAR = 100;

    /** Share of a layer's units. */
    private static final double MANY_DEAD = 0.5;

    /** Units that were alive at the first look, as a share of the layer's. */
    private static final double DYING = 0.25;

    /** Share of a layer's outputs. */
    private static final double MANY_SATURATED = 0.5;

    /** The output's spread over the rows, beside the largest that was seen. */
    private static final double CONSTANT = 0.01;

    /** Share of a gradient that clipping leaves. */
    private static final double CLIPPED = 0.01;

    private final Map<String, Double> firstDead = new HashMap<>();
    private double largestSpread;

    /** Everything that this step is suspected of. */
    Set<Suspicion> of(StepReading step, LossTrend trend) {
        Set<Suspicion> found = EnumSet.noneOf(Suspicion.class);
        if (!step.finite()) {
            found.add(Suspicion.NON_FINITE);
            return found;
        }
        loss(trend, found);
        List<LayerReading> layers = step.layers();
        if (!layers.isEmpty()) {
            updates(layers, found);
            gradients(layers, found);
            layers.subList(0, layers.size() - 1).forEach(layer -> units(layer, found));
            output(layers.get(layers.size() - 1), found);
        }
        return found;
    }

    private static void loss(LossTrend trend, Set<Suspicion> found) {
        add(trend.diverged(), Suspicion.DIVERGED, found);
        add(trend.rises(), Suspicion.LOSS_RISING, found);
        add(trend.stalled(), Suspicion.LOSS_STALLED, found);
    }

    private static void updates(List<LayerReading> layers, Set<Suspicion> found) {
        add(
                layers.stream().anyMatch(layer -> layer.weights() > 0 && layer.updateRatio() > LARGE_UPDATE),
                Suspicion.UPDATES_LARGE,
                found);
        add(layers.stream().allMatch(layer -> layer.updateRatio() < SMALL_UPDATE), Suspicion.UPDATES_SMALL, found);
        add(layers.stream().anyMatch(layer -> layer.kept() < CLIPPED), Suspicion.GRADIENT_CLIPPED, found);
    }

    private static void gradients(List<LayerReading> layers, Set<Suspicion> found) {
        double last = layers.get(layers.size() - 1).gradient();
        add(layers.stream().anyMatch(layer -> layer.gradient() * FAR < last), Suspicion.GRADIENT_VANISHING, found);
        add(
                last > 0 && layers.stream().anyMatch(layer -> layer.gradient() > FAR * last),
                Suspicion.GRADIENT_EXPLODING,
                found);
    }

    private void units(LayerReading layer, Set<Suspicion> found) {
        double first = firstDead.computeIfAbsent(layer.layer(), name -> layer.deadShare());
        add(layer.deadShare() > MANY_DEAD, Suspicion.UNITS_DEAD, found);
        add(layer.deadShare() > first + DYING, Suspicion.UNITS_DYING, found);
        add(layer.saturatedShare() > MANY_SATURATED, Suspicion.UNITS_SATURATED, found);
    }

    private void output(LayerReading output, Set<Suspicion> found) {
        if (!Double.isNaN(output.spread())) {
            largestSpread = Math.max(largestSpread, output.spread());
            add(output.spread() <= CONSTANT * largestSpread, Suspicion.OUTPUT_CONSTANT, found);
        }
    }

    private static void add(boolean seen, Suspicion suspicion, Set<Suspicion> found) {
        if (seen) {
            found.add(suspicion);
        }
    }
}
