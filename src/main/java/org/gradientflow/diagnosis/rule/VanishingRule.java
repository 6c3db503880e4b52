package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.InitialScale;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.variant.ReferenceInitialisation;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;

/**
 * A gradient that is lost on its way to the first layers: initial weights too small, or too many sigmoid layers.
 *
 * <p>It is measured in two ways, as each misses a case. Along the network: the smallest gradient over the largest. Where no
 * layer has a bias, signal forwards and gradient backwards shrink by the same factors, and all layers' gradients are equally
 * small: so the gradient is held against the twin's too.
 */
public final class VanishingRule implements Rule {
    /** Smallest gradient over largest. Healthy networks of up to 20 layers are above 0.02 (fitting half); the original's broken one is at 4e-4. */
    private static final double LOST = 0.01;

    /** The twin, with weights that fit, has this many times more at least. */
    private static final double AGAINST_TWIN = 5;

    /** A layer's gradient below this share of its twin's: the original's two-layer net, which learns, is at 0.01, the broken one at 3e-5. */
    private static final double SMALL_GRADIENT = 0.05;

    /** Weights below this share of what fits are too small; usual schemes lie within a factor of 2 of one another. */
    private static final double SMALL = 0.3;

    /** Or many layers, each a little too small. */
    private static final double PRODUCT = 0.01;

    /** A first layer that has moved this far in a few hundred steps may be on its way: 0.19 in the two-layer net, 0.0005 in the other. */
    private static final double MAY_BE_UNDER_WAY = 0.05;

    /** A network that learns this much has gradient enough. */
    private static final double LEARNS = 0.5;

    @Override
    public List<Finding> examine(Examination examination) {
        if (examination.skillAfter() > LEARNS) {
            return List.of();
        }
        InitialScale scale = InitialScale.of(examination);
        double ratio = InitialScale.gradientRatio(examination.initialLayers());
        double twinRatio = InitialScale.gradientRatio(examination.referenceInitialLayers());
        double against =
                InitialScale.gradientAgainst(examination.initialLayers(), examination.referenceInitialLayers());
        boolean small = scale.least() <= SMALL || scale.product() <= PRODUCT;
        Measures measures = new Measures(ratio, twinRatio, against, scale.least());
        Optional<Finding> weights = Optional.empty();
        boolean lost = ratio <= LOST && ratio * AGAINST_TWIN <= twinRatio || against <= SMALL_GRADIENT;
        // A gradient that is lost along the network does not come back; one that is small in all layers may grow.
        if (small && lost && (ratio <= LOST || !underWay(examination))) {
            weights = Optional.of(measures.finding(
                    examination,
                    TrialComparison.byReferenceInitialisation(examination),
                    scale.worst(),
                    "initial weights are down to %s of what their layer needs".formatted(Numbers.text(scale.least()))));
        }
        Optional<LayerState> sigmoid = examination.initialLayers().stream()
                .filter(layer -> layer.activation() instanceof ActivationSigmoid)
                .filter(layer ->
                        !examination.architecture().layer(layer.layer()).output())
                .findFirst();
        boolean shown =
                weights.map(finding -> finding.severity() == Severity.SEVERE).orElse(false);
        if (!shown && ratio <= LOST && sigmoid.isPresent()) {
            return List.of(measures.finding(
                    examination,
                    TrialComparison.of(
                            examination,
                            examination.trial(
                                    TrialChange.Kind.SIGMOIDS_CENTRED,
                                    () -> ReferenceInitialisation.centred(examination.subject()))),
                    sigmoid.get(),
                    "each sigmoid layer passes on a quarter of the gradient at most"));
        }
        return weights.map(List::of).orElse(List.of());
    }

    /** Says nothing where the updater normalises its steps: then weights move whether it learns or not. */
    private static boolean underWay(Examination examination) {
        return !examination.movement().normalised()
                && !examination.base().diverged()
                && examination.movement().first() > MAY_BE_UNDER_WAY
                && examination.continuedTraining().learns();
    }

    private record Measures(double ratio, double twinRatio, double against, double weights) {
        Finding finding(Examination examination, Optional<TrialComparison> trial, LayerState layer, String why) {
            boolean mended = trial.map(TrialComparison::works).orElse(false);
            Map<String, Double> evidence = Map.of(
                    "smallest gradient over largest", ratio,
                    "the same with usual weights", twinRatio,
                    "smallest gradient against usual weights'", against,
                    "smallest weights against usual", weights);
            return Finding.ofLayer(
                            Cause.VANISHING,
                            mended ? Severity.SEVERE : Severity.WARNING,
                            mended ? 0.5 + 0.47 * trial.get().confidence() : 0.4,
                            layer.layer(),
                            "a layer's gradient is down to %s of the largest layer's, and to %s of what usual weights give"
                                    .formatted(Numbers.text(ratio), Numbers.text(against)),
                            why + (mended ? trial.get().says("; with that mended", examination.steps()) : ""),
                            trial.map(m -> m.evidence(evidence)).orElse(evidence))
                    .withParameter(layer.parameter());
        }
    }
}
