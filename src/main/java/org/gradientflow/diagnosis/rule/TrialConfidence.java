package org.gradientflow.diagnosis.rule;

import java.util.Optional;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Confidence;

/** The confidence that a trial gives. */
public final class TrialConfidence {
    private TrialConfidence() {}

    /**
     * By how much the change helped.
     *
     * @param trial empty when none was made
     * @param confirmed whether the rule takes the trial for a confirmation
     */
    public static Confidence of(Optional<TrialComparison> trial, boolean confirmed) {
        if (!confirmed || trial.isEmpty()) {
            return Confidence.UNCONFIRMED;
        }
        return trial.get().doubles() ? Confidence.CONFIRMED : Confidence.CONFIRMED_NARROWLY;
    }
}
