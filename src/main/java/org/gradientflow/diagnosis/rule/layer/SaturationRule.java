package org.gradientflow.diagnosis.rule.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.SchemeName;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;

/** The units of a layer are saturated at the start: at the ends of a bounded activation, where its slope is almost 0. */
public final class SaturationRule implements Rule {
    /** Share of saturated values. Healthy tanh layers are far below (Glorot and Bengio, 2010). Fitted on the first half of the model collection. */
    private static final double MOSTLY_SATURATED = 0.5;

    /** Chosen, not fitted: no healthy network is expected to start with so many saturated values: a smaller gain counts. */
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
                        TrialConfidence.of(twin, mended),
                        layer.layer(),
                        "Before the first step, %s of the outputs of layer %s are saturated."
                                .formatted(Numbers.percent(layer.saturated()), layer.layer()),
                        mended
                                ? twin.get()
                                        .says(
                                                "With %s and biases of 0".formatted(SchemeName.of(examination)),
                                                examination.steps())
                                : "At the ends of its range, the activation function's slope is less than a tenth of its largest value.",
                        twin.map(m -> m.evidence(evidence)).orElse(evidence))
                .withParameter(layer.parameter()));
    }
}
