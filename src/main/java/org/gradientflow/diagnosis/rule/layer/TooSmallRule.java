package org.gradientflow.diagnosis.rule.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.variant.Wider;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Numbers;

/** The network has too few hidden units: a wider one, drawn in the same way, learns what it does not. */
public final class TooSmallRule implements Rule {
    @Override
    public List<Finding> examine(Examination examination) {
        if (!Wider.may(examination.subject())) {
            return List.of();
        }
        Optional<TrialComparison> comparison = TrialComparison.of(
                examination,
                examination.trial(TrialChange.Kind.WIDER, () -> Wider.of(examination.subject()), examination::data));
        // Another draw of the same size may do as well: then the size is not the cause.
        boolean mended = comparison
                .filter(one -> examination.staysBehind(one)
                        && !examination.continuedTraining().grows())
                .filter(one -> TrialComparison.byReferenceInitialisation(examination)
                        .map(redrawn -> new TrialComparison(Math.max(0, redrawn.with()), one.with()).helps())
                        .orElse(false))
                .isPresent();
        if (!mended) {
            return List.of();
        }
        List<LayerFacts> hidden = examination.architecture().withParameters().stream()
                .filter(layer -> !layer.output())
                .toList();
        double units = hidden.stream().mapToDouble(LayerFacts::nOut).sum();
        return List.of(Finding.ofAll(
                Cause.TOO_SMALL,
                Severity.SEVERE,
                TrialConfidence.of(comparison, true),
                "The hidden layers have %s units.".formatted(Numbers.count((long) units)),
                comparison.get().says("With %d times as many".formatted(Wider.FACTOR), examination.steps()),
                comparison.get().evidence(Map.of("hidden units", units))));
    }
}
