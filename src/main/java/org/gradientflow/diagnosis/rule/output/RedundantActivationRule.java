package org.gradientflow.diagnosis.rule.output;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.variant.RedundantActivation;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;

/**
 * An activation function is applied to the result of another one: a ReLU on the logits before a softmax, softmax twice. The inner one
 * takes away what the outer one needs: logits below 0, or differences of more than 1. Softmax in a hidden layer does the same to the
 * next layer.
 */
public final class RedundantActivationRule implements Rule {
    @Override
    public List<Finding> examine(Examination examination) {
        List<RedundantActivation> pairs = RedundantActivation.of(examination.architecture());
        if (pairs.isEmpty()) {
            return List.of();
        }
        RedundantActivation pair = pairs.get(0);
        Optional<TrialComparison> without = TrialComparison.of(
                examination,
                examination.trial(
                        TrialChange.Kind.INNER_ACTIVATION_REMOVED, () -> pair.replaced(examination.subject())));
        boolean mended = without.map(examination::counts).orElse(false);
        return List.of(Finding.ofLayer(
                Cause.REDUNDANT_ACTIVATION,
                mended ? Severity.SEVERE : Severity.WARNING,
                TrialConfidence.of(without, mended),
                pair.inner().name(),
                "Layer %s ends in %s, and layer %s applies %s to that."
                        .formatted(
                                pair.inner().name(),
                                pair.inner().activation().orElseThrow(),
                                pair.outer().name(),
                                pair.outer().activation().map(Object::toString).orElse("its weights")),
                mended
                        ? without.get()
                                .says(
                                        "With %s in layer %s"
                                                .formatted(
                                                        pair.instead(),
                                                        pair.inner().name()),
                                        examination.steps())
                        : "The outer activation function gets only what the inner one lets through.",
                without.map(trial -> trial.evidence(Map.of())).orElse(Map.of())));
    }
}
