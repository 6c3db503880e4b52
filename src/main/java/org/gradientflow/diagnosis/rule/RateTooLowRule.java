package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;
import org.gradientflow.model.Numbers;

/** A learning rate so small that the weights hardly move, where a larger one learns in as many steps. */
public final class RateTooLowRule implements Rule {
    /** Larger rates that are tried, as factors. */
    private static final List<Double> FACTORS = List.of(100.0, 10_000.0, 10.0);

    /** For weights that stand still one more. */
    private static final List<Double> WHERE_STILL = List.of(100.0, 10_000.0, 10.0, 1_000_000.0);

    /** Of their size: no more than this in a few hundred steps is rounding's part in float32. */
    private static final double STILL = 1e-4;

    /**
     * Weights that move by more than this share of their size in a few hundred steps are on their way. Healthy networks of the
     * fitting half move by 0.1 and more.
     */
    private static final double MOVED = 0.1;

    @Override
    public List<Finding> examine(Examination examination) {
        double moved = examination.movement().most();
        if (moved > MOVED || examination.base().diverged()) {
            return List.of();
        }
        for (double factor : moved > STILL ? FACTORS : WHERE_STILL) {
            Optional<TrialComparison> faster = TrialComparison.of(
                    examination,
                    examination.trial(
                            new TrialChange.Rate(factor),
                            () -> examination.subject().variant(Changes.rate(factor))));
            if (faster.map(TrialComparison::doubles).orElse(false)) {
                return List.of(Finding.ofAll(
                        Cause.RATE_TOO_LOW,
                        Severity.SEVERE,
                        0.5 + 0.45 * faster.get().confidence(),
                        "weights moved by %s of their size in %d steps"
                                .formatted(Numbers.text(moved), examination.steps()),
                        "with %s times the rate the network reaches a skill of %s in as many steps, against %s"
                                .formatted(
                                        Numbers.text(factor),
                                        Numbers.text(faster.get().with()),
                                        Numbers.text(faster.get().without())),
                        faster.get().evidence(Map.of("factor", factor, "movement", moved))));
            }
        }
        return List.of();
    }
}
