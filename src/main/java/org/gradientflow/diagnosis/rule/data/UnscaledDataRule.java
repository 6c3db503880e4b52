package org.gradientflow.diagnosis.rule.data;

import java.util.List;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Finding;

/** Features and labels are both far from mean 0 and standard deviation 1, and the network learns when both are standardised. */
public final class UnscaledDataRule implements Rule {
    @Override
    public List<Finding> examine(Examination examination) {
        ColumnScale features = examination.featureScale();
        Optional<ColumnScale> labels = examination.labelScale().filter(ColumnScale::far);
        if (examination.architecture().readsIndices() || !features.far() || labels.isEmpty()) {
            return List.of();
        }
        Optional<TrialComparison> scaled = TrialComparison.of(
                examination,
                examination.trialOn(
                        TrialChange.Kind.DATA_STANDARDISED,
                        () -> ColumnScale.standardisedFeatures(ColumnScale.standardisedLabels(
                                examination.subject().copy(), examination.data()))));
        if (!scaled.map(examination::staysBehind).orElse(false)) {
            return List.of();
        }
        String explanation = scaled.get().says("With standardised features and labels", examination.steps());
        return List.of(
                ScaleFinding.FEATURES.of(features, scaled, true, explanation),
                ScaleFinding.LABELS.of(labels.get(), scaled, true, explanation));
    }
}
