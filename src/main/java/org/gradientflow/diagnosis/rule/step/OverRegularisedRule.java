package org.gradientflow.diagnosis.rule.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Numbers;

/** L1, L2, weight decay, dropout, weight noise or a constraint is so strong that the network learns only without it. */
public final class OverRegularisedRule implements Rule {
    /** The network, trained on, stays below this share of what the copy without regularisation reaches. Chosen, not fitted. */
    private static final double HALF = 0.5;

    @Override
    public List<Finding> examine(Examination examination) {
        Optional<LayerFacts> regularised = examination.architecture().layers().stream()
                .filter(layer -> layer.updating().l1() > 0
                        || layer.updating().l2() > 0
                        || layer.updating().weightDecay() > 0
                        || !(layer.dropout() == 1)
                        || !layer.weightNoise().isEmpty()
                        || !layer.constraints().isEmpty())
                .findFirst();
        if (regularised.isEmpty()) {
            return List.of();
        }
        Optional<TrialComparison> free = TrialComparison.of(
                examination,
                examination.trial(
                        TrialChange.Kind.WITHOUT_REGULARISATION,
                        () -> examination.subject().variant(Changes.withoutRegularisation())));
        // What dropout costs in speed it may give back in generalisation: only a network that stays behind is sick.
        if (!free.map(TrialComparison::doubles).orElse(false)
                || examination.reaches(HALF * free.get().with())) {
            return List.of();
        }
        LayerFacts layer = regularised.get();
        return List.of(Finding.ofAll(
                Cause.OVER_REGULARISED,
                Severity.SEVERE,
                TrialConfidence.of(free, true),
                "Layer %s is regularised with %s.".formatted(layer.name(), kinds(layer)),
                free.get().says("Without regularisation", examination.steps()),
                free.get()
                        .evidence(Map.of(
                                "l1", layer.updating().l1(),
                                "l2", layer.updating().l2(),
                                "weight decay", layer.updating().weightDecay(),
                                "kept by dropout", layer.dropout()))));
    }

    /** The kinds that are in use, each with its strength. */
    private static String kinds(LayerFacts layer) {
        StringJoiner kinds = new StringJoiner(", ");
        add(kinds, "L1 of ", layer.updating().l1());
        add(kinds, "L2 of ", layer.updating().l2());
        add(kinds, "weight decay of ", layer.updating().weightDecay());
        if (layer.dropout() != 1) {
            kinds.add("dropout that keeps " + Numbers.plain(layer.dropout()) + " of the values");
        }
        if (!layer.weightNoise().isEmpty()) {
            kinds.add("weight noise " + layer.weightNoise());
        }
        layer.constraints().forEach(kinds::add);
        return kinds.toString();
    }

    private static void add(StringJoiner kinds, String kind, double strength) {
        if (strength > 0) {
            kinds.add(kind + Numbers.plain(strength));
        }
    }
}
