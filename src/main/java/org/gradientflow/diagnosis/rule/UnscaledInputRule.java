package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;
import org.gradientflow.model.TrainingData;

/** The features are far from mean 0 and standard deviation 1, and the network learns more from standardised ones. */
public final class UnscaledInputRule implements Rule {
    /**
     * Largest mean or standard deviation of a column. LeCun et al., "Efficient BackProp" (1998), 4.3, advise mean 0 and deviation 1;
     * the bound itself is chosen, not fitted.
     */
    private static final double LARGE = 20;

    /** Largest standard deviation, at least. Chosen, not fitted. */
    private static final double SMALL = 0.02;

    /** From here on, standardising counts even where the network learns something: pixels of 0 to 255 have a deviation above 50. */
    private static final double EXTREME = 50;

    @Override
    public List<Finding> examine(Examination examination) {
        double offset = examination.featureScales().stream()
                .mapToDouble(ColumnScale::offset)
                .max()
                .orElse(0);
        double largest = examination.featureScales().stream()
                .mapToDouble(ColumnScale::largest)
                .max()
                .orElse(1);
        if (examination.architecture().readsIndices()
                || offset < LARGE && largest < LARGE && (largest > SMALL || largest == 0)) {
            return List.of();
        }
        TrainingData data = examination.data();
        Optional<TrialComparison> scaled = TrialComparison.of(
                examination,
                examination.trial(
                        TrialChange.Kind.FEATURES_STANDARDISED,
                        new TrainingData(
                                data.features().stream()
                                        .map(ColumnScale::standardised)
                                        .toList(),
                                data.labels(),
                                data.featureMasks(),
                                data.labelMasks())));
        boolean extreme = Math.max(offset, largest) >= EXTREME;
        boolean mended =
                scaled.map(trial -> extreme ? trial.helps() : trial.works()).orElse(false);
        Map<String, Double> evidence = Map.of("largest mean", offset, "largest deviation", largest);
        return List.of(Finding.ofLayer(
                Cause.UNSCALED_INPUT,
                mended ? Severity.SEVERE : Severity.WARNING,
                TrialConfidence.of(scaled, mended),
                Finding.ALL_LAYERS,
                "The features have means up to %s and standard deviations up to %s."
                        .formatted(Numbers.plain(offset), Numbers.plain(largest)),
                mended
                        ? scaled.get().says("With standardised features", examination.steps())
                        : "Networks learn best from features of mean 0 and standard deviation 1.",
                scaled.map(m -> m.evidence(evidence)).orElse(evidence)));
    }
}
