package org.gradientflow.diagnosis.rule.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Changes;
import org.gradientflow.model.LayerFacts;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/**
 * An activation function is applied to the result of another one: a ReLU on the logits before a softmax, softmax twice. The inner one
 * takes away what the outer one needs: logits below 0, or differences of more than 1. Softmax in a hidden layer does the same to the
 * next layer.
 */
public final class RedundantActivationRule implements Rule {
    @Override
    public List<Finding> examine(Examination examination) {
        Architecture architecture = examination.architecture();
        List<Pair> pairs = pairs(architecture);
        if (pairs.isEmpty()) {
            return List.of();
        }
        Pair pair = pairs.get(0);
        Optional<TrialComparison> without = TrialComparison.of(
                examination,
                examination.trial(
                        TrialChange.Kind.INNER_ACTIVATION_REMOVED,
                        () -> examination
                                .subject()
                                .variant(
                                        Set.of(pair.inner().name()),
                                        Changes.inside(layer -> layer.setActivationFn(pair.instead())))));
        boolean mended = without.map(trial -> trial.works() || trial.helps() && !examination.catchesUp(trial))
                .orElse(false);
        return List.of(Finding.ofLayer(
                Cause.REDUNDANT_ACTIVATION,
                mended ? Severity.SEVERE : Severity.WARNING,
                TrialConfidence.of(without, mended),
                pair.inner().name(),
                "Layer %s ends in %s, and layer %s applies %s to that."
                        .formatted(
                                pair.inner().name(),
                                pair.inner().activation().orElseThrow(),
                                pair.outer().name(),
                                pair.outer().activation().map(Object::toString).orElse("its weights")),
                mended
                        ? without.get()
                                .says(
                                        "With %s in layer %s"
                                                .formatted(
                                                        pair.instead(),
                                                        pair.inner().name()),
                                        examination.steps())
                        : "The outer activation function gets only what the inner one lets through.",
                without.map(trial -> trial.evidence(Map.of())).orElse(new java.util.TreeMap<>())));
    }

    /**
     * Two layers without weights between their activation functions.
     *
     * @param inner the first
     * @param outer the second
     * @param instead what the first should have
     */
    private record Pair(LayerFacts inner, LayerFacts outer, IActivation instead) {}

    private static List<Pair> pairs(Architecture architecture) {
        List<Pair> pairs = new ArrayList<>();
        for (LayerFacts outer : architecture.layers()) {
            if (outer.inputs().size() != 1) {
                continue;
            }
            Optional<LayerFacts> inner = architecture.layers().stream()
                    .filter(layer -> layer.name().equals(outer.inputs().get(0)))
                    .filter(layer -> layer.activation()
                            .map(RedundantActivationRule::acts)
                            .orElse(false))
                    .findFirst();
            inner.filter(layer -> !layer.parameters().isEmpty())
                    .filter(layer -> outer.parameters().isEmpty()
                            && outer.activation()
                                    .map(RedundantActivationRule::acts)
                                    .orElse(false))
                    .ifPresent(layer -> pairs.add(new Pair(layer, outer, new ActivationIdentity())));
            inner.filter(layer -> layer.activation().orElseThrow() instanceof ActivationSoftmax
                            && layer.fanIn() > 0
                            && !outer.parameters().isEmpty())
                    .ifPresent(layer -> pairs.add(new Pair(layer, outer, Activation.RELU.getActivationFunction())));
        }
        return pairs;
    }

    private static boolean acts(IActivation activation) {
        return !(activation instanceof ActivationIdentity);
    }
}
