package org.gradientflow.diagnosis.rule.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;

/** The features are far from mean 0 and standard deviation 1, and the network learns more from standardised ones. */
public final class UnscaledInputRule implements Rule {
    @Override
    public List<Finding> examine(Examination examination) {
        ColumnScale scale = ColumnScale.worst(examination.featureScales());
        if (examination.architecture().readsIndices() || !scale.far()) {
            return List.of();
        }
        Optional<TrialComparison> scaled = TrialComparison.of(
                examination,
                examination.trial(
                        TrialChange.Kind.FEATURES_STANDARDISED, ColumnScale.standardisedFeatures(examination.data())));
        boolean mended = scaled.map(
                        trial -> scale.extreme() ? trial.helps() : trial.works() && !examination.catchesUp(trial))
                .orElse(false);
        return List.of(finding(
                scale,
                scaled,
                mended,
                mended
                        ? scaled.get().says("With standardised features", examination.steps())
                        : "Networks learn best from features of mean 0 and standard deviation 1."));
    }

    static Finding finding(ColumnScale scale, Optional<TrialComparison> trial, boolean mended, String explanation) {
        Map<String, Double> evidence = Map.of("largest mean", scale.offset(), "largest deviation", scale.largest());
        return Finding.ofAll(
                Cause.UNSCALED_INPUT,
                mended ? Severity.SEVERE : Severity.WARNING,
                TrialConfidence.of(trial, mended),
                "The features have means up to %s and standard deviations up to %s."
                        .formatted(Numbers.plain(scale.offset()), Numbers.plain(scale.largest())),
                explanation,
                trial.map(m -> m.evidence(evidence)).orElse(evidence));
    }
}
