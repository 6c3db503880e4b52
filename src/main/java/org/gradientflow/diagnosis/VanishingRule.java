package org.gradientflow.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;

/** A gradient that is lost on its way to the first layers: initial weights too small, or too many sigmoid layers. */
final class VanishingRule implements Rule {
    /** Smallest gradient over largest. Healthy networks of up to 20 layers are above 0.02 (zoo's first half); the original's broken one is at 4e-4. */
    private static final double LOST = 0.01;

    /** The twin, with weights that fit, has this many times more at least. */
    private static final double AGAINST_TWIN = 5;

    /** Weights below this share of what fits are too small; usual schemes lie within a factor of 2 of one another. */
    private static final double SMALL = 0.3;

    @Override
    public List<Finding> examine(Examination examination) {
        InitialScale scale = InitialScale.of(examination);
        double ratio = InitialScale.gradientRatio(examination.birth());
        double twinRatio = InitialScale.gradientRatio(examination.twinBirth());
        if (!(ratio <= LOST)) {
            return List.of();
        }
        if (scale.least() <= SMALL && ratio * AGAINST_TWIN <= twinRatio) {
            return List.of(finding(
                    examination,
                    Mending.of(
                            examination,
                            examination.trial(
                                    "twin trial", () -> examination.twin().copy())),
                    scale.worst(),
                    "initial weights are down to %.2g of what their layer needs".formatted(scale.least()),
                    ratio,
                    twinRatio,
                    scale.least()));
        }
        Optional<LayerState> sigmoid = examination.birth().stream()
                .filter(layer -> layer.activation() instanceof ActivationSigmoid)
                .filter(layer ->
                        !examination.architecture().layer(layer.layer()).output())
                .findFirst();
        return sigmoid.map(first -> finding(
                        examination,
                        Mending.of(
                                examination,
                                examination.trial("centred trial", () -> Twin.centred(examination.subject()))),
                        first,
                        "each sigmoid layer passes on a quarter of the gradient at most",
                        ratio,
                        twinRatio,
                        scale.least()))
                .map(List::of)
                .orElse(List.of());
    }

    private static Finding finding(
            Examination examination,
            Optional<Mending> trial,
            LayerState layer,
            String why,
            double ratio,
            double twinRatio,
            double weights) {
        boolean mended = trial.map(Mending::works).orElse(false);
        Map<String, Double> evidence = Map.of(
                "smallest gradient over largest", ratio,
                "the same with usual weights", twinRatio,
                "smallest weights against usual", weights);
        return Finding.ofLayer(
                        Cause.VANISHING,
                        mended ? Severity.SEVERE : Severity.WARNING,
                        mended ? 0.5 + 0.47 * trial.get().confidence() : 0.4,
                        layer.layer(),
                        "the gradient falls to %.2g of its largest on its way to the first layers".formatted(ratio),
                        why
                                + (mended
                                        ? "; with those mended the network reaches a skill of %.2f in %d steps, against %.2f"
                                                .formatted(
                                                        trial.get().with(),
                                                        examination.steps(),
                                                        trial.get().without())
                                        : ""),
                        trial.map(m -> m.evidence(evidence)).orElse(evidence))
                .withParameter(layer.parameter());
    }
}
