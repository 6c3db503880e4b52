package org.gradientflow.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Numbers;

/** L1, L2, weight decay or dropout without which the network learns, and with which it does not. */
public final class OverRegularisedRule implements Rule {
    @Override
    public List<Finding> examine(Examination examination) {
        Optional<LayerFacts> regularised = examination.architecture().layers().stream()
                .filter(layer -> layer.updating().l1() > 0
                        || layer.updating().l2() > 0
                        || layer.updating().weightDecay() > 0
                        || !(layer.dropout() == 1))
                .findFirst();
        if (regularised.isEmpty()) {
            return List.of();
        }
        Optional<TrialComparison> free = TrialComparison.of(
                examination,
                examination.trial(
                        TrialChange.Kind.WITHOUT_REGULARISATION,
                        () -> examination.subject().variant(Changes.withoutRegularisation())));
        if (!free.map(TrialComparison::doubles).orElse(false)) {
            return List.of();
        }
        LayerFacts layer = regularised.get();
        return List.of(Finding.ofAll(
                Cause.OVER_REGULARISED,
                Severity.SEVERE,
                0.5 + 0.47 * free.get().confidence(),
                "l1 %s, l2 %s, weight decay %s, dropout keeps %s"
                        .formatted(
                                Numbers.text(layer.updating().l1()),
                                Numbers.text(layer.updating().l2()),
                                Numbers.text(layer.updating().weightDecay()),
                                Numbers.text(layer.dropout())),
                free.get().says("without it", examination.steps()),
                free.get()
                        .evidence(Map.of(
                                "l1", layer.updating().l1(),
                                "l2", layer.updating().l2(),
                                "weight decay", layer.updating().weightDecay(),
                                "kept by dropout", layer.dropout()))));
    }
}
