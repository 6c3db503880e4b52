package org.gradientflow.diagnosis.rule.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.loss.LabelMask;
import org.gradientflow.diagnosis.loss.OutputEvaluation;
import org.gradientflow.diagnosis.loss.OutputRange;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.Trial;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;
import org.gradientflow.model.Numbers;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;

/** A regression's labels are far from mean 0 and standard deviation 1, and the network learns more from standardised ones. */
public final class UnscaledLabelsRule implements Rule {
    /** A smaller learning rate that is tried beside standardised labels, as a factor. */
    private static final double SMALLER = 0.1;

    @Override
    public List<Finding> examine(Examination examination) {
        Optional<ColumnScale> scale = scale(examination);
        if (scale.isEmpty() || !scale.get().far()) {
            return List.of();
        }
        TrainingData scaled =
                ColumnScale.standardisedLabels(examination.subject().copy(), examination.data());
        Optional<TrialComparison> trial =
                TrialComparison.of(examination, examination.trial(TrialChange.Kind.LABELS_STANDARDISED, scaled));
        boolean mended = trial.map(one -> counts(examination, scale.get(), one)).orElse(false);
        return List.of(finding(
                scale.get(),
                trial,
                mended,
                mended
                        ? trial.get().says("With standardised labels", examination.steps())
                        : "Networks learn best from labels of mean 0 and standard deviation 1."));
    }

    private static boolean counts(Examination examination, ColumnScale scale, TrialComparison trial) {
        return scale.extreme()
                ? trial.works() || trial.helps() && !examination.catchesUp(trial)
                : trial.works() && !smallerRateDoesAsWell(examination, trial);
    }

    /** The scale of a regression's labels; empty for other networks. */
    static Optional<ColumnScale> scale(Examination examination) {
        TrainingData data = examination.data();
        List<OutputEvaluation> outputs = examination.evaluationSet().outputs();
        boolean regression = !outputs.isEmpty()
                && outputs.stream()
                        .map(one -> OutputRange.of(
                                one.output(), one.trained().get(0).columns()))
                        .allMatch(range -> Double.isInfinite(range.least()) && Double.isInfinite(range.largest()));
        if (!regression) {
            return Optional.empty();
        }
        Subject copy = examination.subject().copy();
        return Optional.of(ColumnScale.worst(outputs.stream()
                .map(OutputEvaluation::output)
                .map(output -> ColumnScale.of(data.labels().get(output.index()), LabelMask.of(copy, data, output)))
                .toList()));
    }

    /** Labels of a moderate scale need a smaller rate, not another scale. */
    private static boolean smallerRateDoesAsWell(Examination examination, TrialComparison scaled) {
        return examination
                .trial(
                        new TrialChange.Rate(SMALLER),
                        () -> examination.subject().variant(Changes.rate(SMALLER)))
                .map(Trial::after)
                .map(after -> after >= scaled.asGood())
                .orElse(false);
    }

    static Finding finding(ColumnScale scale, Optional<TrialComparison> trial, boolean mended, String explanation) {
        Map<String, Double> evidence = Map.of("largest mean", scale.offset(), "largest deviation", scale.largest());
        return Finding.ofAll(
                Cause.UNSCALED_LABELS,
                mended ? Severity.SEVERE : Severity.NOTE,
                TrialConfidence.of(trial, mended),
                "The labels have means up to %s and standard deviations up to %s."
                        .formatted(Numbers.plain(scale.offset()), Numbers.plain(scale.largest())),
                explanation,
                trial.map(m -> m.evidence(evidence)).orElse(evidence));
    }
}
