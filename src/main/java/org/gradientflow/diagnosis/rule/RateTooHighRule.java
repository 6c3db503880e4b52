package org.gradientflow.diagnosis.rule;

import java.util.ArrayList;
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

/** A learning rate with which the network does worse than with a smaller one, in as many steps. */
public final class RateTooHighRule implements Rule {
    /** Smaller rates that are tried, as factors. */
    private static final double[] FACTORS = {0.1, 0.01, 0.001, 1e-5};

    /** Weights that moved less than this share of their size did not overshoot. */
    private static final double MOVED = 0.2;

    /** Units that die while training: see {@link DeadReluRule}. */
    private static final double MOSTLY_DEAD = 0.75;

    @Override
    public List<Finding> examine(Examination examination) {
        double moved = examination.movement().most();
        if (moved < MOVED && !examination.base().diverged()) {
            return List.of();
        }
        for (double factor : FACTORS) {
            Optional<TrialComparison> slower = TrialComparison.of(
                    examination,
                    examination.trial(
                            new TrialChange.Rate(factor),
                            () -> examination.subject().variant(Changes.rate(factor))));
            if (slower.map(TrialComparison::doubles).orElse(false)) {
                List<Finding> findings = new ArrayList<>();
                findings.add(Finding.ofAll(
                        Cause.RATE_TOO_HIGH,
                        Severity.SEVERE,
                        0.5 + 0.45 * slower.get().confidence(),
                        examination.base().diverged()
                                ? "the loss is no longer a number after %d steps"
                                        .formatted(examination.base().losses().length)
                                : "steps overshoot: weights moved by %s times their size"
                                        .formatted(Numbers.text(moved)),
                        slower.get().says("with %s of the rate".formatted(Numbers.text(factor)), examination.steps()),
                        slower.get().evidence(Map.of("factor", factor, "movement", moved))));
                findings.addAll(died(examination));
                return findings;
            }
        }
        return examination.base().diverged() ? List.of(diverged(examination, moved)) : List.of();
    }

    /** No rate that was tried mends it: a warning, which counts where nothing else is found. */
    private static Finding diverged(Examination examination, double moved) {
        return Finding.ofAll(
                Cause.RATE_TOO_HIGH,
                Severity.WARNING,
                0.4,
                "the loss is no longer a number after %d steps"
                        .formatted(examination.base().losses().length),
                "steps overshoot, though no smaller rate that was tried makes it learn",
                Map.of("movement", moved));
    }

    private static List<Finding> died(Examination examination) {
        if (examination.base().diverged()) {
            return List.of();
        }
        return examination.trainedLayers().stream()
                .filter(layer -> layer.dead() >= MOSTLY_DEAD)
                .limit(1)
                .map(layer -> Finding.ofLayer(
                        Cause.DEAD_RELU,
                        Severity.WARNING,
                        0.9,
                        layer.layer(),
                        "%.0f%% of the layer's units died while training".formatted(100 * layer.dead()),
                        "steps that are too large push biases and weights to where no input wakes a unit",
                        Map.of("dead share", layer.dead())))
                .toList();
    }
}
