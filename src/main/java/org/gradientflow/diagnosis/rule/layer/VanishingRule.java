package org.gradientflow.diagnosis.rule.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.SchemeName;
import org.gradientflow.diagnosis.rule.TrialConfidence;
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
 * The gradient vanishes on its way to the first layers: the initial weights are too small, or there are too many sigmoid layers.
 *
 * <p>The gradient is measured in two ways, because each misses a case. Along the network: the smallest gradient over the largest.
 * Where no layer has a bias, the signal and the gradient shrink by the same factors, and the gradients of all layers are equally
 * small: so each layer's gradient is also compared with the reference initialisation's.
 */
public final class VanishingRule implements Rule {
    /**
     * Smallest gradient over largest. Healthy networks of up to 20 layers are above 0.02 (first half of the model collection); the
     * original's broken network is at 4e-4.
     */
    private static final double LOST = 0.01;

    /** With the reference initialisation the same ratio is larger by this factor at least. Chosen, not fitted. */
    private static final double AGAINST_REFERENCE = 5;

    /** A layer's gradient by the reference's. The original's two-layer network, which learns, is at 0.01, and its broken one at 3e-5. */
    private static final double SMALL_GRADIENT = 0.05;

    /** Weights by the reference's, at most: published schemes differ by less than 2. */
    private static final double SMALL = 0.3;

    /** The product over all layers, for many layers that are each a little too small. Chosen, not fitted. */
    private static final double PRODUCT = 0.01;

    /**
     * Movement of the first layer's weights as a share of their norm: from here on it may be learning slowly. The original's two-layer
     * network moves by 0.19 in a few hundred steps, its broken one by 0.0005.
     */
    private static final double MAY_BE_UNDER_WAY = 0.05;

    /** A network with more skill than this has enough gradient: half of what can be learned. */
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
        Measures measures = new Measures(ratio, twinRatio, against, scale.least(), symptom(examination));
        Optional<Finding> weights = Optional.empty();
        boolean lost = ratio <= LOST && ratio * AGAINST_REFERENCE <= twinRatio || against <= SMALL_GRADIENT;
        // A gradient that is lost along the network does not come back; one that is small in all layers may grow.
        if (small && lost && (ratio <= LOST || !underWay(examination))) {
            weights = Optional.of(measures.finding(
                    examination,
                    TrialComparison.byReferenceInitialisation(examination),
                    scale.worst(),
                    scale.least() == 0
                            ? "The initial weights of a layer are all 0."
                            : "The initial weights are up to %s with %s."
                                    .formatted(Numbers.compared(scale.least()), SchemeName.of(examination)),
                    "With " + SchemeName.of(examination)));
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
                    "Each sigmoid layer passes on at most a quarter of the gradient.",
                    "With tanh in place of sigmoid"));
        }
        return weights.map(List::of).orElse(List.of());
    }

    /** False where the updater normalises its updates: then weights move whether the network learns or not. */
    private static boolean underWay(Examination examination) {
        return !examination.movement().normalised()
                && !examination.base().diverged()
                && examination.movement().first() > MAY_BE_UNDER_WAY
                && examination.continuedTraining().learns();
    }

    /** The layer whose gradient is furthest below the reference's, against the reference and against the largest gradient. */
    private static String symptom(Examination examination) {
        List<LayerState> layers = examination.initialLayers();
        int least = 0;
        double most = 0;
        for (int i = 0; i < layers.size(); i++) {
            most = Math.max(
                    most,
                    Double.isNaN(layers.get(i).gradient()) ? 0 : layers.get(i).gradient());
            least = against(examination, i) < against(examination, least) ? i : least;
        }
        LayerState layer = layers.get(least);
        return layer.gradient() == 0
                ? "The gradient of layer %s is 0.".formatted(layer.layer())
                : "The gradient of layer %s is %s with %s, and %s the largest layer's."
                        .formatted(
                                layer.layer(),
                                Numbers.compared(against(examination, least)),
                                SchemeName.of(examination),
                                Numbers.compared(layer.gradient() / most));
    }

    /** A layer's gradient by the reference's; above every measured one where either is frozen. */
    private static double against(Examination examination, int layer) {
        double against = examination.initialLayers().get(layer).gradient()
                / examination.referenceInitialLayers().get(layer).gradient();
        return Double.isNaN(against) ? Double.POSITIVE_INFINITY : against;
    }

    private record Measures(double ratio, double twinRatio, double against, double weights, String symptom) {
        Finding finding(
                Examination examination, Optional<TrialComparison> trial, LayerState layer, String why, String change) {
            boolean mended = trial.map(TrialComparison::works).orElse(false);
            Map<String, Double> evidence = Map.of(
                    "smallest gradient over largest", ratio,
                    "the same with usual weights", twinRatio,
                    "smallest gradient against usual weights'", against,
                    "smallest weights against usual", weights);
            return Finding.ofLayer(
                            Cause.VANISHING,
                            mended ? Severity.SEVERE : Severity.WARNING,
                            TrialConfidence.of(trial, mended),
                            layer.layer(),
                            symptom,
                            why + (mended ? " " + trial.get().says(change, examination.steps()) : ""),
                            trial.map(m -> m.evidence(evidence)).orElse(evidence))
                    .withParameter(layer.parameter());
        }
    }
}
