package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;

/** Layers whose units sit at the ends of a bounded activation at the start, where its slope is next to nothing. */
public final class SaturationRule implements Rule {
    /** Glorot and Bengio (2010) found healthy tanh layers far below; half of all values. Fitted on the fitting half. */
    private static final double MOSTLY_SATURATED = 0.5;

    /** Hardly a value with a slope: no healthy network starts like that. */
    private static final double ALL_SATURATED = 0.9;

    @Override
    public List<Finding> examine(Examination examination) {
        Optional<LayerState> saturated = examination.initialLayers().stream()
                .filter(layer -> layer.saturated() >= MOSTLY_SATURATED)
                .filter(layer ->
                        !examination.architecture().layer(layer.layer()).output())
                .findFirst();
        if (saturated.isEmpty()) {
            return List.of();
        }
        LayerState layer = saturated.get();
        Optional<TrialComparison> twin = TrialComparison.byReferenceInitialisation(examination);
        boolean extreme = layer.saturated() >= ALL_SATURATED;
        boolean mended =
                twin.map(trial -> extreme ? trial.helps() : trial.works()).orElse(false);
        Map<String, Double> evidence = Map.of("saturated share", layer.saturated(), "weights", layer.weights());
        return List.of(Finding.ofLayer(
                        Cause.SATURATION,
                        mended ? Severity.SEVERE : Severity.WARNING,
                        mended ? 0.97 : 0.5,
                        layer.layer(),
                        "%.0f%% of the layer's values are at the ends of its activation before the first step"
                                .formatted(100 * layer.saturated()),
                        mended
                                ? twin.get().says("with weights of usual scale and biases of 0", examination.steps())
                                : "there the slope is less than a tenth of its largest",
                        twin.map(m -> m.evidence(evidence)).orElse(evidence))
                .withParameter(layer.parameter()));
    }
}
