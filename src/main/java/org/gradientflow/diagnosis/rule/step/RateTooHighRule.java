package org.gradientflow.diagnosis.rule.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.rule.layer.DeadReluRule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.LayerState;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;
import org.gradientflow.model.Numbers;
import org.nd4j.linalg.learning.config.Nesterovs;

/** The network learns more with a smaller learning rate, in as many steps. */
public final class RateTooHighRule implements Rule {
    /** Smaller learning rates that are tried, as factors. */
    private static final double[] FACTORS = {0.1, 0.01, 0.001, 1e-5};

    /** Weights that moved by less than this share of their norm did not overshoot. Chosen, not fitted. */
    private static final double MOVED = 0.1;

    @Override
    public List<Finding> examine(Examination examination) {
        double moved = examination.movement().most();
        if (moved < MOVED && !examination.base().diverged()) {
            return List.of();
        }
        for (double factor : FACTORS) {
            Optional<TrialComparison> slower = TrialComparison.of(examination, examination.trialAt(factor));
            if (slower.map(trial -> tooHigh(examination, trial)).orElse(false)) {
                List<Finding> findings = new ArrayList<>();
                findings.add(Finding.ofAll(
                        Cause.RATE_TOO_HIGH,
                        Severity.SEVERE,
                        TrialConfidence.of(slower, true),
                        examination.base().diverged()
                                ? lossAfter(examination)
                                : "The updates overshoot: in %s steps, a layer's weights moved by %s times their norm."
                                        .formatted(Numbers.count(examination.steps()), Numbers.plain(moved)),
                        slower.get().says("With a learning rate %s".formatted(lower(factor)), examination.steps())
                                + momentumForRate(examination),
                        slower.get().evidence(Map.of("factor", factor, "movement", moved))));
                findings.addAll(died(examination));
                return findings;
            }
        }
        return examination.base().diverged() ? List.of(diverged(examination, moved)) : List.of();
    }

    /** Twice the skill; or half of what was left to learn, which the network does not reach when it is trained on. */
    private static boolean tooHigh(Examination examination, TrialComparison slower) {
        return slower.doubles() || slower.helps() && !examination.catchesUp(slower);
    }

    /** DL4J's one-argument constructor of Nesterovs takes a momentum, where other updaters take a rate. */
    private static String momentumForRate(Examination examination) {
        return examination.subject().layers().stream()
                .map(layer -> Changes.inner(layer.conf().getLayer()))
                .filter(layer -> layer != null && layer.getIUpdater() instanceof Nesterovs)
                .map(layer -> (Nesterovs) layer.getIUpdater())
                .filter(updater -> updater.getLearningRate() == Nesterovs.DEFAULT_NESTEROV_LEARNING_RATE
                        && updater.getMomentum() != Nesterovs.DEFAULT_NESTEROV_MOMENTUM)
                .map(updater ->
                        " The updater is Nesterovs with a learning rate of %1$s and a momentum of %2$s: new Nesterovs(%2$s) sets the momentum only."
                                .formatted(updater.getLearningRate(), updater.getMomentum()))
                .findFirst()
                .orElse("");
    }

    private static String lower(double factor) {
        return Numbers.compared(factor).replace(" than", "");
    }

    private static String lossAfter(Examination examination) {
        return "The loss becomes NaN or infinite in step %s."
                .formatted(Numbers.count(examination.base().losses().length));
    }

    /** No smaller learning rate helps: a warning, which counts where nothing else is found. */
    private static Finding diverged(Examination examination, double moved) {
        return Finding.ofAll(
                Cause.RATE_TOO_HIGH,
                Severity.WARNING,
                Confidence.UNCONFIRMED,
                lossAfter(examination),
                "The updates overshoot, but none of the smaller learning rates that were tried makes the network learn.",
                Map.of("movement", moved));
    }

    private static List<Finding> died(Examination examination) {
        if (examination.base().diverged()) {
            return List.of();
        }
        return examination.trainedLayers().stream()
                .filter(layer -> layer.dead() >= DeadReluRule.MOSTLY_DEAD)
                .limit(1)
                .map(layer -> Finding.ofLayer(
                        Cause.DEAD_RELU,
                        Severity.WARNING,
                        Confidence.UNCONFIRMED,
                        layer.layer(),
                        "After training, %s of the units of layer %s are dead; at the start, %s were."
                                .formatted(
                                        Numbers.percent(layer.dead()),
                                        layer.layer(),
                                        Numbers.percent(deadAtTheStart(examination, layer))),
                        "Updates that are too large can move weights and biases so far that no input activates the unit.",
                        Map.of("dead share", layer.dead())))
                .toList();
    }

    private static double deadAtTheStart(Examination examination, LayerState trained) {
        return examination.initialLayers().stream()
                .filter(layer -> layer.layer().equals(trained.layer()))
                .mapToDouble(LayerState::dead)
                .findFirst()
                .orElse(0);
    }
}
