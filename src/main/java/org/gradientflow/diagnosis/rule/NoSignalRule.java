package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.LabelSignal;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;

/** Labels that a reference learner can't tell from the features better than it can shuffled ones. */
public final class NoSignalRule implements Rule {
    /** Standard deviations of the shuffled labels' results: chance gets further once in 700 times. */
    private static final double DEVIATIONS = 3;

    /** A network that does this well on what it was trained with may have found what the reference did not. */
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
                learned ? 0.5 : 0.95,
                "the labels can't be told from the features better than shuffled labels can",
                "kernel regression explains %.1f%% of their variance on rows left out, and %.1f%% of shuffled labels' (%d rows)"
                        .formatted(100 * signal.explained(), 100 * signal.shuffled(), signal.rows()),
                Map.of(
                        "explained", signal.explained(),
                        "explained of shuffled labels", signal.shuffled(),
                        "deviations", signal.deviations(),
                        "rows", (double) signal.rows())));
    }
}
