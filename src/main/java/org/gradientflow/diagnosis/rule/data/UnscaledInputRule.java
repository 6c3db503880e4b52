package org.gradientflow.diagnosis.rule.data;

import java.util.List;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Finding;

/** The features are far from mean 0 and standard deviation 1, and the network learns more from standardised ones. */
public final class UnscaledInputRule implements Rule {
    @Override
    public List<Finding> examine(Examination examination) {
        ColumnScale scale = examination.featureScale();
        if (examination.architecture().readsIndices() || !scale.far()) {
            return List.of();
        }
        Optional<TrialComparison> scaled = TrialComparison.of(
                examination,
                examination.trialOn(
                        TrialChange.Kind.FEATURES_STANDARDISED,
                        () -> ColumnScale.standardisedFeatures(examination.data())));
        boolean confirmed = scaled.map(
                        trial -> scale.extreme() ? trial.helps() : trial.works() && !examination.catchesUp(trial))
                .orElse(false);
        return List.of(ScaleFinding.FEATURES.of(scale, scaled, confirmed, examination.steps()));
    }
}
