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
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;

/** The initial weights are so large that signals grow from layer to layer. */
public final class ExplodingRule implements Rule {
    /**
     * Weights against the reference initialisation's. Published schemes differ by less than 2: He's deviation is sqrt(2) times
     * Glorot's, DL4J's LECUN_UNIFORM is sqrt(3) times nominal.
     */
    private static final double LARGE = 3;

    /** The product over all layers, for many layers that are each a little too large. Chosen, not fitted. */
    private static final double PRODUCT = 100;

    /** Chosen, not fitted: no healthy network is expected to start with weights this much too large: a smaller gain counts. */
    private static final double EXTREME = 30;

    /**
     * Share of the weights' size that is their mean: weights on one side of 0 add up over the inputs. U(0, 1) is at 0.87, a layer of
     * 16 weights around 0 at 0.25. Chosen, not fitted.
     */
    private static final double ONE_SIDED = 0.7;

    /** A layer of fewer units may be on one side by chance. */
    private static final int UNITS = 4;

    @Override
    public List<Finding> examine(Examination examination) {
        InitialScale scale = InitialScale.of(examination);
        List<Finding> oneSided = oneSided(examination);
        if (!oneSided.isEmpty()) {
            return oneSided;
        }
        if (scale.largest() < LARGE && scale.product() < PRODUCT || scale.product() < LARGE) {
            return List.of();
        }
        Optional<TrialComparison> twin = TrialComparison.byReferenceInitialisation(examination);
        boolean extreme = scale.largest() >= EXTREME;
        boolean mended =
                twin.map(trial -> extreme ? trial.helps() : trial.works()).orElse(false);
        LayerState layer = scale.worst();
        Map<String, Double> evidence = Map.of(
                "largest weights against usual", scale.largest(),
                "product over the layers", Math.min(scale.product(), Double.MAX_VALUE));
        return List.of(Finding.ofLayer(
                        Cause.EXPLODING,
                        mended ? Severity.SEVERE : Severity.WARNING,
                        TrialConfidence.of(twin, mended),
                        layer.layer(),
                        "The initial weights are up to %s with %s."
                                .formatted(Numbers.compared(scale.largest()), SchemeName.of(examination)),
                        mended
                                ? twin.get().says("With " + SchemeName.of(examination), examination.steps())
                                : "The signal grows by this factor at each such layer.",
                        twin.map(m -> m.evidence(evidence)).orElse(evidence))
                .withParameter(layer.parameter()));
    }

    /** Weights of a layer that lie on one side of 0, where the reference initialisation learns. */
    private static List<Finding> oneSided(Examination examination) {
        Optional<LayerState> layer = examination.initialLayers().stream()
                .filter(one -> one.units() >= UNITS && one.offCentre() >= ONE_SIDED && one.different() > 0)
                .findFirst();
        Optional<TrialComparison> reference =
                layer.isEmpty() ? Optional.empty() : TrialComparison.byReferenceInitialisation(examination);
        if (!reference.map(TrialComparison::works).orElse(false)) {
            return List.of();
        }
        Map<String, Double> evidence = Map.of(
                "share of the weights' size that is their mean", layer.get().offCentre());
        return List.of(Finding.ofLayer(
                        Cause.EXPLODING,
                        Severity.SEVERE,
                        TrialConfidence.of(reference, true),
                        layer.get().layer(),
                        "The initial weights of layer %s lie on one side of 0, around %s, so that they add up over the inputs."
                                .formatted(
                                        layer.get().layer(),
                                        Numbers.text(layer.get().mean())),
                        reference.get().says("With " + SchemeName.of(examination), examination.steps()),
                        reference.get().evidence(evidence))
                .withParameter(layer.get().parameter()));
    }
}
