package org.gradientflow.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A learning rate so small that the weights hardly move, where a larger one learns in as many steps. */
final class RateTooLowRule implements Rule {
    /** Larger rates that are tried, as factors. */
    private static final double[] FACTORS = {100, 10_000, 10};

    /**
     * Weights that move by more than this share of their size in a few hundred steps are on their way. Healthy networks of the
     * zoo's first half move by 0.1 and more.
     */
    private static final double MOVED = 0.1;

    @Override
    public List<Finding> examine(Examination examination) {
        double moved = Moves.most(examination);
        if (moved > MOVED || examination.base().diverged()) {
            return List.of();
        }
        for (double factor : FACTORS) {
            Optional<Mending> faster = Mending.of(
                    examination,
                    examination.trial(
                            "rate x " + factor, () -> examination.subject().variant(Changes.rate(factor))));
            if (faster.map(Mending::doubles).orElse(false)) {
                return List.of(Finding.ofAll(
                        Cause.RATE_TOO_LOW,
                        Severity.SEVERE,
                        0.5 + 0.45 * faster.get().confidence(),
                        "weights moved by %.2g of their size in %d steps".formatted(moved, examination.steps()),
                        "with %.3g times the rate the network reaches a skill of %.2f in as many steps, against %.2f"
                                .formatted(
                                        factor,
                                        faster.get().with(),
                                        faster.get().without()),
                        faster.get().evidence(Map.of("factor", factor, "movement", moved))));
            }
        }
        return List.of();
    }
}
