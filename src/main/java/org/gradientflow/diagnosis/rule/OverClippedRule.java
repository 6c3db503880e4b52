package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Numbers;
import org.gradientflow.observation.ParameterFlow;
import org.gradientflow.observation.Snapshot;

/** Clipping that leaves so little of the gradient that the network learns without it and not with it. */
public final class OverClippedRule implements Rule {
    /** A gradient that keeps nearly all of its length is not clipped to speak of. */
    private static final double KEPT = 0.9;

    @Override
    public List<Finding> examine(Examination examination) {
        Optional<LayerFacts> clipped = examination.architecture().withParameters().stream()
                .filter(layer -> layer.updating().normalization() != GradientNormalization.None)
                .findFirst();
        if (clipped.isEmpty()) {
            return List.of();
        }
        double kept = kept(
                examination.probe().history().snapshots(),
                examination.architecture().miniBatch());
        if (kept > KEPT) {
            return List.of();
        }
        Optional<TrialComparison> free = TrialComparison.of(
                examination,
                examination.trial(
                        TrialChange.Kind.WITHOUT_CLIPPING,
                        () -> examination.subject().variant(Changes.withoutClipping())));
        boolean mended = free.map(TrialComparison::doubles).orElse(false);
        Map<String, Double> evidence =
                Map.of("kept", kept, "threshold", clipped.get().updating().threshold());
        return List.of(Finding.ofAll(
                Cause.OVER_CLIPPED,
                mended ? Severity.SEVERE : Severity.NOTE,
                mended ? 0.5 + 0.47 * free.get().confidence() : 0.3,
                "%s of the gradient's length is left".formatted(Numbers.text(kept)),
                free.map(m -> m.says("without it", examination.steps()))
                        .orElse("what it does without clipping was not tried"),
                free.map(m -> m.evidence(evidence)).orElse(evidence)));
    }

    /** Length of the clipped gradient by that of the raw one, the median over the steps. */
    private static double kept(List<Snapshot> snapshots, boolean divided) {
        double[] kept = snapshots.stream()
                .mapToDouble(snapshot -> {
                    double raw = 0;
                    double clipped = 0;
                    for (ParameterFlow flow : snapshot.parameters().values()) {
                        raw += square(flow.gradient().norm());
                        clipped += square(flow.clipped().norm());
                    }
                    return Math.sqrt(clipped / raw) * (divided ? snapshot.batch() : 1);
                })
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return kept.length == 0 ? 1 : kept[kept.length / 2];
    }

    private static double square(double x) {
        return x * x;
    }
}
