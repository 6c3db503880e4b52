package org.gradientflow.diagnosis.rule.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
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

/** Gradient clipping removes so much that the network learns only without it. */
public final class OverClippedRule implements Rule {
    /** Norm of the clipped gradient by the raw one's: above this share the clipping is negligible. */
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
                TrialConfidence.of(free, mended),
                kept == 0
                        ? "Clipping sets the gradient to 0."
                        : "The norm of the clipped gradient is %s that of the raw gradient."
                                .formatted(Numbers.compared(kept)),
                free.map(m -> m.says("Without clipping", examination.steps()))
                        .orElse("Training without clipping was not tried."),
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
