package org.gradientflow.diagnosis.rule.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.LabelSignal;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;

/** A reference learner predicts the labels from the features no better than it predicts shuffled labels. */
public final class NoSignalRule implements Rule {
    /** Distance from the shuffled labels' results in standard deviations: a normal variable is further up once in 740 times. */
    private static final double DEVIATIONS = 3;

    /** A network with this skill may have found what the reference learner did not; as Judgement's bound for a network that learns well. */
    private static final double NETWORK_KNOWS_BETTER = 0.9;

    @Override
    public List<Finding> examine(Examination examination) {
        Optional<LabelSignal> measured = examination.signal();
        if (measured.isEmpty() || measured.get().deviations() >= DEVIATIONS) {
            return List.of();
        }
        LabelSignal signal = measured.get();
        boolean learned = examination.skillAfter() > NETWORK_KNOWS_BETTER;
        return List.of(Finding.ofAll(
                Cause.NO_SIGNAL_LABELS,
                learned ? Severity.WARNING : Severity.SEVERE,
                learned ? Confidence.UNCONFIRMED : Confidence.CERTAIN,
                "The features predict the labels no better than they predict shuffled labels.",
                "On %s rows that were left out, kernel regression explains %s of the variance of the labels and %s of the variance of shuffled labels. A negative share is worse than the mean."
                        .formatted(
                                Numbers.count(signal.rows()),
                                Numbers.percent(signal.explained()),
                                Numbers.percent(signal.shuffled())),
                Map.of(
                        "explained", signal.explained(),
                        "explained of shuffled labels", signal.shuffled(),
                        "deviations", signal.deviations(),
                        "rows", (double) signal.rows())));
    }
}
