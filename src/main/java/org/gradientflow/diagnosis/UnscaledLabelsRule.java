package org.gradientflow.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.observation.Numbers;
import org.gradientflow.observation.TrainingData;

/** Labels of a regression far from mean 0 and deviation 1, where standardised ones are learned. */
final class UnscaledLabelsRule implements Rule {
    /** As for features, see {@link UnscaledInputRule}. */
    private static final double LARGE = 20;

    private static final double SMALL = 0.02;

    @Override
    public List<Finding> examine(Examination examination) {
        TrainingData data = examination.data();
        List<HeadBench> heads = examination.bench().heads();
        boolean regression = heads.stream()
                .map(head -> OutputRange.of(head.head(), head.trained().get(0).columns()))
                .allMatch(range -> Double.isInfinite(range.least()) && Double.isInfinite(range.largest()));
        if (!regression || heads.isEmpty()) {
            return List.of();
        }
        Subject copy = examination.subject().copy();
        List<Scale> scales = heads.stream()
                .map(HeadBench::head)
                .map(head -> Scale.of(data.labels().get(head.index()), LabelMask.of(copy, data, head)))
                .toList();
        double offset = scales.stream().mapToDouble(Scale::offset).max().orElse(0);
        double largest = scales.stream().mapToDouble(Scale::largest).max().orElse(1);
        if (offset < LARGE && largest < LARGE && (largest > SMALL || largest == 0)) {
            return List.of();
        }
        Optional<Mending> scaled = Mending.of(
                examination, examination.trial("standardised labels", Scale.standardisedLabels(copy, data)));
        boolean mended = scaled.map(Mending::works).orElse(false);
        Map<String, Double> evidence = Map.of("largest mean", offset, "largest deviation", largest);
        return List.of(Finding.ofAll(
                Cause.UNSCALED_LABELS,
                mended ? Severity.SEVERE : Severity.NOTE,
                mended ? 0.5 + 0.47 * scaled.get().confidence() : 0.3,
                "labels have means up to %s and deviations up to %s"
                        .formatted(Numbers.text(offset), Numbers.text(largest)),
                mended
                        ? scaled.get().says("with standardised labels", examination.steps())
                        : "networks learn best labels of mean 0 and deviation 1",
                scaled.map(m -> m.evidence(evidence)).orElse(evidence)));
    }
}
