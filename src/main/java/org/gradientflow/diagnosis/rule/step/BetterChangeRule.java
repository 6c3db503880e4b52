package org.gradientflow.diagnosis.rule.step;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.Trial;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;

/**
 * A cheap change clearly beats a network that learns something: it halves what is left to learn, and the network does not come as far
 * when it is trained on. Asked last, when no rule has found a cause.
 */
public final class BetterChangeRule implements Rule {
    private static final double FASTER = 10;

    private static final double SLOWER = 0.1;

    /** Means and deviations up to here are near enough to 0 and 1. Chosen, not fitted. */
    private static final double OFF_SCALE = 3;

    @Override
    public List<Finding> examine(Examination examination) {
        return candidates(examination).stream()
                .filter(one -> one.comparison().helps())
                .max(Comparator.comparingDouble(one -> one.comparison().with()))
                .filter(one -> !examination.catchesUp(one.comparison()))
                .map(one -> Finding.ofAll(
                        one.cause(),
                        Severity.WARNING,
                        TrialConfidence.of(Optional.of(one.comparison()), true),
                        "The network learns, but it stays behind a copy with one change.",
                        one.comparison().says(one.words(), examination.steps()),
                        one.comparison().evidence(Map.of())))
                .map(List::of)
                .orElse(List.of());
    }

    /**
     * A change that was tried.
     *
     * @param cause that it speaks for
     * @param words for it, the beginning of a sentence
     * @param comparison with the unchanged network
     */
    private record Candidate(Cause cause, String words, TrialComparison comparison) {}

    private static List<Candidate> candidates(Examination examination) {
        List<Candidate> candidates = new ArrayList<>();
        add(
                candidates,
                Cause.RATE_TOO_HIGH,
                "With a learning rate %s times smaller".formatted(Numbers.plain(FASTER)),
                examination,
                examination.trialAt(SLOWER));
        add(
                candidates,
                Cause.RATE_TOO_LOW,
                "With a learning rate %s times larger".formatted(Numbers.plain(FASTER)),
                examination,
                examination.trialAt(FASTER));
        ColumnScale scale = examination.featureScale();
        if (!examination.architecture().readsIndices()
                && (scale.offset() > OFF_SCALE || scale.largest() > OFF_SCALE || scale.largest() < 1 / OFF_SCALE)) {
            add(
                    candidates,
                    Cause.UNSCALED_INPUT,
                    "With standardised features",
                    examination,
                    examination.trialOn(
                            TrialChange.Kind.FEATURES_STANDARDISED,
                            () -> ColumnScale.standardisedFeatures(examination.data())));
        }
        return candidates;
    }

    private static void add(
            List<Candidate> candidates, Cause cause, String words, Examination examination, Optional<Trial> trial) {
        TrialComparison.of(examination, trial)
                .ifPresent(comparison -> candidates.add(new Candidate(cause, words, comparison)));
    }
}
