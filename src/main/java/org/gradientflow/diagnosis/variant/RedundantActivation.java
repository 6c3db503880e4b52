package org.gradientflow.diagnosis.variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Changes;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Subject;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/**
 * An activation function whose result another layer can't use: no weights come before the next function, or it is a softmax in a hidden
 * layer.
 *
 * @param inner the layer that has it
 * @param outer the next layer
 * @param instead the function that the first should have
 */
public record RedundantActivation(LayerFacts inner, LayerFacts outer, IActivation instead) {
    /** All of a network, from the input to the output. */
    public static List<RedundantActivation> of(Architecture architecture) {
        List<RedundantActivation> found = new ArrayList<>();
        for (LayerFacts outer : architecture.layers()) {
            if (outer.inputs().size() == 1) {
                architecture.layers().stream()
                        .filter(layer -> layer.name().equals(outer.inputs().get(0)))
                        .findFirst()
                        .filter(LayerFacts::bends)
                        .flatMap(inner -> instead(inner, outer))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<RedundantActivation> instead(LayerFacts inner, LayerFacts outer) {
        if (!inner.parameters().isEmpty() && outer.parameters().isEmpty() && outer.bends()) {
            return Optional.of(new RedundantActivation(inner, outer, new ActivationIdentity()));
        }
        if (inner.activation().orElseThrow() instanceof ActivationSoftmax
                && inner.fanIn() > 0
                && !outer.parameters().isEmpty()) {
            return Optional.of(new RedundantActivation(inner, outer, new ActivationReLU()));
        }
        return Optional.empty();
    }

    /** A copy of the network with the other function. */
    public Subject replaced(Subject subject) {
        return subject.variant(Set.of(inner.name()), Changes.activation(instead));
    }
}
