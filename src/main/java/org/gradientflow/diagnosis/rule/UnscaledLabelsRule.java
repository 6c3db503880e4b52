package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.loss.LabelMask;
import org.gradientflow.diagnosis.loss.OutputEvaluation;
import org.gradientflow.diagnosis.loss.OutputRange;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;

/** A regression's labels are far from mean 0 and standard deviation 1, and the network learns more from standardised ones. */
public final class UnscaledLabelsRule implements Rule {
    /** Largest mean or standard deviation of a column, as for features: see {@link UnscaledInputRule}. */
    private static final double LARGE = 20;

    /** Largest standard deviation, at least, as for features. */
    private static final double SMALL = 0.02;

    @Override
    public List<Finding> examine(Examination examination) {
        TrainingData data = examination.data();
        List<OutputEvaluation> heads = examination.evaluationSet().outputs();
        boolean regression = heads.stream()
                .map(head -> OutputRange.of(head.output(), head.trained().get(0).columns()))
                .allMatch(range -> Double.isInfinite(range.least()) && Double.isInfinite(range.largest()));
        if (!regression || heads.isEmpty()) {
            return List.of();
        }
        Subject copy = examination.subject().copy();
        List<ColumnScale> scales = heads.stream()
                .map(OutputEvaluation::output)
                .map(head -> ColumnScale.of(data.labels().get(head.index()), LabelMask.of(copy, data, head)))
                .toList();
        double offset = scales.stream().mapToDouble(ColumnScale::offset).max().orElse(0);
        double largest = scales.stream().mapToDouble(ColumnScale::largest).max().orElse(1);
        if (offset < LARGE && largest < LARGE && (largest > SMALL || largest == 0)) {
            return List.of();
        }
        Optional<TrialComparison> scaled = TrialComparison.of(
                examination,
                examination.trial(TrialChange.Kind.LABELS_STANDARDISED, ColumnScale.standardisedLabels(copy, data)));
        boolean mended = scaled.map(TrialComparison::works).orElse(false);
        Map<String, Double> evidence = Map.of("largest mean", offset, "largest deviation", largest);
        return List.of(Finding.ofAll(
                Cause.UNSCALED_LABELS,
                mended ? Severity.SEVERE : Severity.NOTE,
                TrialConfidence.of(scaled, mended),
                "The labels have means up to %s and standard deviations up to %s."
                        .formatted(Numbers.plain(offset), Numbers.plain(largest)),
                mended
                        ? scaled.get().says("With standardised labels", examination.steps())
                        : "Networks learn best from labels of mean 0 and standard deviation 1.",
                scaled.map(m -> m.evidence(evidence)).orElse(evidence)));
    }
}
