package org.gradientflow.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Layers most of whose units give 0 for every row at the start: no gradient passes through them. */
final class DeadReluRule implements Rule {
    /** Half of the units of a healthy layer can be dead on one-sided inputs; three quarters leave too few. Fitted on the zoo's first half. */
    private static final double MOSTLY_DEAD = 0.75;

    /** Weights this much smaller than fits make outputs so small that float32 rounds them to 0 in deep networks: another disease. */
    private static final double TINY = 0.1;

    @Override
    public List<Finding> examine(Examination examination) {
        InitialScale scale = InitialScale.of(examination);
        for (int i = 0; i < scale.layers().size() && scale.ratios().get(i) > TINY; i++) {
            LayerState layer = scale.layers().get(i);
            if (layer.dead() >= MOSTLY_DEAD
                    && !examination.architecture().layer(layer.layer()).output()) {
                return List.of(finding(examination, layer));
            }
        }
        return List.of();
    }

    private static Finding finding(Examination examination, LayerState layer) {
        Optional<Mending> twin = Mending.of(
                examination,
                examination.trial("twin trial", () -> examination.twin().copy()));
        boolean mended = twin.map(Mending::works).orElse(false);
        boolean closed = layer.dead() == 1 && examination.skillAfter() < 0.5;
        Map<String, Double> evidence = Map.of("dead share", layer.dead(), "units", (double) layer.units());
        return Finding.ofLayer(
                        Cause.DEAD_RELU,
                        mended || closed ? Severity.SEVERE : Severity.WARNING,
                        mended ? 0.97 : 0.7,
                        layer.layer(),
                        "%.0f%% of the layer's %d units give 0 for every row before the first step"
                                .formatted(100 * layer.dead(), layer.units()),
                        mended
                                ? "with weights of usual scale and biases of 0 the network reaches a skill of %.2f in %d steps, against %.2f"
                                        .formatted(
                                                twin.get().with(),
                                                examination.steps(),
                                                twin.get().without())
                                : "no gradient passes through such a unit",
                        twin.map(m -> m.evidence(evidence)).orElse(evidence))
                .withParameter(layer.parameter());
    }
}
