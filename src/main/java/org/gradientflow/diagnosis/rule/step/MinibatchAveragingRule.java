package org.gradientflow.diagnosis.rule.step;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.loss.Output;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.Trial;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.variant.Averaging;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;

/**
 * The gradient is summed over a batch's rows where the loss needs the mean, or averaged where it needs the sum: updates are too
 * large or too small by the number of rows.
 *
 * <p>A wrong learning rate looks the same, so two things must speak for this cause. The configuration: DL4J divides the gradient
 * by the number of rows unless {@code miniBatch(false)} is set, which suits DL4J's own losses and may not suit a custom one. And
 * a trial: with the setting switched the network learns, and a learning rate that is changed even more hardly helps further.
 */
public final class MinibatchAveragingRule implements Rule {
    /** Package of DL4J's own losses, which are sums over rows. */
    private static final String OWN = "org.nd4j.linalg.lossfunctions.";

    /** Factors for the learning rate, beyond a usual number of rows; the rules about learning rates make the same trials. */
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
                examination::data);
        Optional<TrialComparison> switched = TrialComparison.of(examination, trial);
        if (!switched.map(TrialComparison::doubles).orElse(false)) {
            return List.of();
        }
        double factor = divides ? LARGER : SMALLER;
        double otherRate = examination.trialAt(factor).map(Trial::after).orElse(Double.NEGATIVE_INFINITY);
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
                TrialConfidence.of(switched, true),
                divides
                        ? "The gradient of the loss %s is divided by the number of rows of a batch, %d."
                                .formatted(heads.get(0).loss().getClass().getSimpleName(), examination.batch())
                        : "The gradient is the sum over the %d rows of a batch, and not their mean."
                                .formatted(examination.batch()),
                switched.get().says("With miniBatch(%s)".formatted(!divides), examination.steps()),
                switched.get().evidence(evidence)));
    }
}
