package org.gradientflow.diagnosis.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.Output;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.Trial;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.variant.Averaging;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;

/**
 * Gradients that are summed over a batch's rows where they are to be averaged, or averaged where the loss is made to be summed:
 * steps are as many times too large or too small as a batch has rows.
 *
 * <p>A network that does not learn by it has a rate that does not fit, so the configuration has to speak for this cause: DL4J's
 * own losses are sums that it divides by the rows unless {@code miniBatch(false)} is set; a loss of the user's own may be no such
 * sum. And a trial: the division switched makes the network learn, and a rate that is changed more helps hardly more.
 */
public final class MinibatchAveragingRule implements Rule {
    /** Where DL4J's own losses are. */
    private static final String OWN = "org.nd4j.linalg.lossfunctions.";

    /** What the rate is multiplied by instead; trials that the rules about rates make too. */
    private static final double SMALLER = 0.001;

    private static final double LARGER = 100;

    @Override
    public List<Finding> examine(Examination examination) {
        List<Output> heads = Output.of(examination.subject());
        boolean divides = examination.architecture().miniBatch();
        boolean usual =
                heads.stream().allMatch(head -> head.loss().getClass().getName().startsWith(OWN));
        if (heads.isEmpty()
                || examination.batch() == 1
                || usual == divides
                || divides && examination.base().diverged()) {
            return List.of();
        }
        Optional<Trial> trial = examination.trial(
                divides ? TrialChange.Kind.GRADIENTS_SUMMED : TrialChange.Kind.GRADIENTS_AVERAGED,
                () -> Averaging.switched(examination.subject(), !divides),
                examination.data());
        Optional<TrialComparison> switched = TrialComparison.of(examination, trial);
        if (!switched.map(TrialComparison::doubles).orElse(false)) {
            return List.of();
        }
        double factor = divides ? LARGER : SMALLER;
        double otherRate = examination
                .trial(new TrialChange.Rate(factor), () -> examination.subject().variant(Changes.rate(factor)))
                .map(Trial::after)
                .orElse(Double.NEGATIVE_INFINITY);
        if (new TrialComparison(Math.max(0, switched.get().with()), otherRate).works()) {
            return List.of();
        }
        Map<String, Double> evidence = new HashMap<>();
        evidence.put("rows of a batch", (double) examination.batch());
        evidence.put("rate factor instead", factor);
        TrialComparison.putFinite(evidence, "skill with that rate", otherRate);
        return List.of(Finding.ofAll(
                Cause.MINIBATCH_AVERAGING,
                Severity.SEVERE,
                0.5 + 0.45 * switched.get().confidence(),
                divides
                        ? "the gradient of %s is divided by the %d rows of a batch"
                                .formatted(heads.get(0).loss().getClass().getSimpleName(), examination.batch())
                        : "the gradient is the sum over the %d rows of a batch, not their mean"
                                .formatted(examination.batch()),
                switched.get().says("with miniBatch(%s)".formatted(!divides), examination.steps()),
                switched.get().evidence(evidence)));
    }
}
