package org.gradientflow.diagnosis.rule.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;
import org.nd4j.linalg.learning.config.Sgd;

/** The weights hardly move, and the network learns with a larger learning rate in as many steps. */
public final class RateTooLowRule implements Rule {
    /** Larger learning rates that are tried, as factors. */
    private static final List<Double> FACTORS = List.of(100.0, 10_000.0, 10.0);

    /** The same and a larger one, for weights that do not move at all. */
    private static final List<Double> WHERE_STILL = List.of(100.0, 10_000.0, 10.0, 1_000_000.0);

    /** Movement as a share of the weights' norm: below this, float32's rounding (6e-8 a step) counts after a few hundred steps. */
    private static final double STILL = 1e-4;

    /**
     * Movement as a share of the weights' norm: above this in a few hundred steps, a network may be under way, and its rate counts as
     * too low only if it does not come as far when it is trained on. Healthy networks of the model collection's first half move by 0.1
     * and more.
     */
    private static final double MOVED = 0.1;

    /** Weights that moved by as much as they were: the rate is not too low. Chosen, not fitted. */
    private static final double ENOUGH = 1;

    @Override
    public List<Finding> examine(Examination examination) {
        double moved = examination.movement().most();
        if (moved > ENOUGH || examination.base().diverged()) {
            return List.of();
        }
        for (double factor : moved > STILL ? FACTORS : WHERE_STILL) {
            Optional<TrialComparison> faster = TrialComparison.of(examination, examination.trialAt(factor));
            if (faster.map(TrialComparison::doubles).orElse(false)
                    && (moved <= MOVED || !underWay(examination, faster.get()))) {
                return List.of(Finding.ofAll(
                        Cause.RATE_TOO_LOW,
                        Severity.SEVERE,
                        TrialConfidence.of(faster, true),
                        "In %s steps, no layer's weights moved by more than %s of their norm."
                                .formatted(Numbers.count(examination.steps()), Numbers.percent(moved)),
                        faster.get()
                                        .says(
                                                "With a learning rate %s times larger".formatted(Numbers.plain(factor)),
                                                examination.steps())
                                + byDefault(examination),
                        faster.get().evidence(Map.of("factor", factor, "movement", moved))));
            }
        }
        return List.of();
    }

    /** Trained on, it comes as far, or it is leaving a plateau. */
    private static boolean underWay(Examination examination, TrialComparison faster) {
        return examination.continuedTraining().grows() || examination.catchesUp(faster);
    }

    private static String byDefault(Examination examination) {
        return examination.architecture().withParameters().stream()
                        .anyMatch(layer -> layer.updating().updater().equals("Sgd")
                                && layer.updating().learningRate() == Sgd.DEFAULT_SGD_LR)
                ? " %s is the rate of DL4J's Sgd where none is given.".formatted(Sgd.DEFAULT_SGD_LR)
                : "";
    }
}
