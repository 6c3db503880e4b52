package org.gradientflow.diagnosis.rule.data;

import java.util.List;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.Trial;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Finding;

/** A regression's labels are far from mean 0 and standard deviation 1, and the network learns more from standardised ones. */
public final class UnscaledLabelsRule implements Rule {
    /** A smaller learning rate that is tried beside standardised labels, as a factor. */
    private static final double SMALLER = 0.1;

    @Override
    public List<Finding> examine(Examination examination) {
        return examination
                .labelScale()
                .filter(ColumnScale::far)
                .map(scale -> List.of(finding(examination, scale)))
                .orElse(List.of());
    }

    private static Finding finding(Examination examination, ColumnScale scale) {
        Optional<TrialComparison> scaled = TrialComparison.of(
                examination,
                examination.trialOn(
                        TrialChange.Kind.LABELS_STANDARDISED,
                        () -> ColumnScale.standardisedLabels(
                                examination.subject().copy(), examination.data())));
        boolean confirmed =
                scaled.map(trial -> counts(examination, scale, trial)).orElse(false);
        return ScaleFinding.LABELS.of(scale, scaled, confirmed, examination.steps());
    }

    private static boolean counts(Examination examination, ColumnScale scale, TrialComparison trial) {
        return scale.extreme()
                ? examination.counts(trial)
                : trial.works() && !smallerRateDoesAsWell(examination, trial);
    }

    /** Labels of a moderate scale need a smaller rate, not another scale. */
    private static boolean smallerRateDoesAsWell(Examination examination, TrialComparison scaled) {
        return examination
                .trialAt(SMALLER)
                .map(Trial::after)
                .map(after -> after >= scaled.asGood())
                .orElse(false);
    }
}
