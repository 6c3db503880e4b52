package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.InitialScale;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;

/** Initial weights so large that signals grow from layer to layer. */
public final class ExplodingRule implements Rule {
    /** Usual schemes lie within a factor of 2 of one another: He's deviation is sqrt(2) times Glorot's, DL4J's LECUN_UNIFORM sqrt(3) times nominal. */
    private static final double LARGE = 3;

    /** Or many layers, each a little too large. */
    private static final double PRODUCT = 100;

    /** So much too large that no healthy network starts with it. */
    private static final double EXTREME = 30;

    @Override
    public List<Finding> examine(Examination examination) {
        InitialScale scale = InitialScale.of(examination);
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
                        mended ? 0.5 + 0.45 * twin.get().confidence() : 0.4,
                        layer.layer(),
                        "initial weights are up to %s times as large as their layer needs"
                                .formatted(Numbers.text(scale.largest())),
                        mended
                                ? twin.get().says("with weights of usual scale", examination.steps())
                                : "signals grow by as much at each such layer",
                        twin.map(m -> m.evidence(evidence)).orElse(evidence))
                .withParameter(layer.parameter()));
    }
}
