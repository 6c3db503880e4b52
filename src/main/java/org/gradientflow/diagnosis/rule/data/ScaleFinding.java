package org.gradientflow.diagnosis.rule.data;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;

/** Findings about the scale of the features or of the labels. */
enum ScaleFinding {
    FEATURES(Cause.UNSCALED_INPUT, Severity.WARNING),
    LABELS(Cause.UNSCALED_LABELS, Severity.NOTE);

    private final Cause cause;
    private final Severity otherwise;

    ScaleFinding(Cause cause, Severity otherwise) {
        this.cause = cause;
        this.otherwise = otherwise;
    }

    private String what() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The finding of one rule.
     *
     * @param scale that was measured
     * @param trial with standardised numbers; empty where none was made
     * @param confirmed whether the trial shows that they are the cause
     * @param steps of the unchanged network
     */
    Finding of(ColumnScale scale, Optional<TrialComparison> trial, boolean confirmed, int steps) {
        return of(
                scale,
                trial,
                confirmed,
                confirmed
                        ? trial.orElseThrow().says("With standardised " + what(), steps)
                        : "Networks learn best from %s of mean 0 and standard deviation 1.".formatted(what()));
    }

    Finding of(ColumnScale scale, Optional<TrialComparison> trial, boolean confirmed, String explanation) {
        Map<String, Double> evidence = Map.of("largest mean", scale.offset(), "largest deviation", scale.largest());
        return Finding.ofAll(
                cause,
                confirmed ? Severity.SEVERE : otherwise,
                TrialConfidence.of(trial, confirmed),
                "The %s have means up to %s and standard deviations up to %s."
                        .formatted(what(), Numbers.plain(scale.offset()), Numbers.plain(scale.largest())),
                explanation,
                trial.map(one -> one.evidence(evidence)).orElse(evidence));
    }
}
