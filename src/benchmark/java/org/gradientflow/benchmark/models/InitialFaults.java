package org.gradientflow.benchmark.models;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Faults in the initial weights and biases. */
final class InitialFaults {
    static final List<Change> ALL = List.of(
            Change.faulty("vanishing", "normal-1e-3", 15)
                    .where((d, t) -> d.depth() > 2)
                    .configuration(p -> p.eachWeighted(l -> l.setWeightInitFn(Weights.normal(1e-3))))
                    .layers(InitialFaults::anyHidden),
            Change.faulty("vanishing", "normal-1e-2", 8)
                    .where((d, t) -> d.depth() > 5)
                    .configuration(p -> p.eachWeighted(l -> l.setWeightInitFn(Weights.normal(1e-2))))
                    .layers(InitialFaults::anyHidden),
            Change.faulty("vanishing", "gain-0.1", 7)
                    .where((d, t) -> d.depth() > 5)
                    .network((p, m) -> Weights.scale(m, p.hidden(), 0.1))
                    .layers(InitialFaults::anyHidden),
            Change.faulty("vanishing", "deep-sigmoid", 8)
                    .where((d, t) -> d.depth() > 5 && !d.name().startsWith("graph"))
                    .configuration(p -> p.eachHidden(l -> {
                        l.setActivationFn(Activation.SIGMOID.getActivationFunction());
                        l.setWeightInitFn(WeightInit.XAVIER.getWeightInitFunction());
                    }))
                    .layers(InitialFaults::anyHidden),
            // A single small layer recovers, because its own gradient keeps its size.
            Change.faulty("vanishing", "two-middle-layers", 8)
                    .where((d, t) -> d.depth() > 3 && !d.name().startsWith("graph"))
                    .network((p, m) -> Weights.scale(m, middleTwo(p), 1e-5))
                    .layers(p -> Set.copyOf(middleTwo(p))),
            Change.faulty("exploding", "normal-1", 7)
                    .where((d, t) -> d.depth() > 2 && !d.squashing())
                    .configuration(p -> p.eachWeighted(l -> l.setWeightInitFn(Weights.normal(1))))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("exploding", "gain-8", 5)
                    .where((d, t) -> d.depth() > 3 && !d.squashing())
                    .network((p, m) -> Weights.scale(m, p.hidden(), 8))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("exploding", "gain-30", 7)
                    .where((d, t) -> d.depth() > 3 && !d.squashing())
                    .network((p, m) -> Weights.scale(m, p.hidden(), 30))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("exploding", "middle-layer", 7)
                    .where((d, t) -> d.depth() > 2 && !d.squashing())
                    .network((p, m) -> Weights.scale(m, List.of(p.middle()), 1e5))
                    .layers(p -> Set.of(p.middle())),
            Change.faulty("dead-relu", "negative-bias", 7)
                    .where((d, t) -> d.rectified())
                    .configuration(p -> p.eachHidden(l -> l.setBiasInit(-10)))
                    .layers(InitialFaults::anyHidden),
            Change.faulty("dead-relu", "negative-bias-middle", 5)
                    .where((d, t) -> d.rectified() && !d.name().startsWith("graph"))
                    .configuration(p -> p.layer(p.middle()).setBiasInit(-100))
                    .layers(p -> Set.of(p.middle())),
            Change.faulty("dead-relu", "negative-weights", 4)
                    .where((d, t) -> d.rectified() && t == Task.IRIS)
                    .network((p, m) ->
                            Weights.change(m, p.hidden(), w -> Transforms.abs(w).neg()))
                    .layers(InitialFaults::anyHidden),
            Change.faulty("dead-relu", "negative-weights-middle", 4)
                    .where((d, t) -> d.rectified() && d.depth() > 2 && !d.name().startsWith("graph"))
                    .network((p, m) -> Weights.change(
                            m, List.of(p.middle()), w -> Transforms.abs(w).neg()))
                    .layers(p -> Set.of(p.middle())),
            Change.faulty("symmetry", "zero", 10)
                    .where((d, t) -> d.depth() > 1)
                    .configuration(p -> p.eachWeighted(l -> l.setWeightInitFn(Weights.constant(0))))
                    .layers(InitialFaults::anyWeighted),
            Change.faulty("symmetry", "constant", 9)
                    .where((d, t) -> d.depth() > 1)
                    .configuration(p -> p.eachWeighted(l -> l.setWeightInitFn(Weights.constant(0.05))))
                    .layers(InitialFaults::anyWeighted),
            // The units of a single constant layer separate as soon as the next layer treats them differently.
            Change.faulty("symmetry", "first-two-constant", 7)
                    .where((d, t) -> d.depth() > 2 && t.kind() == Task.Kind.TABLE && t != Task.SIGNAL)
                    .configuration(p -> p.hidden()
                            .subList(0, 2)
                            .forEach(name -> p.layer(name).setWeightInitFn(Weights.constant(0.1))))
                    .layers(p -> Set.copyOf(p.hidden().subList(0, 2))),
            Change.faulty("saturation", "gain-50", 7)
                    .where((d, t) -> d.squashing() && d.depth() > 1)
                    .network((p, m) -> Weights.scale(m, p.hidden(), 50))
                    .layers(InitialFaults::anyHidden),
            Change.faulty("saturation", "large-bias", 5)
                    .where((d, t) -> d.squashing() && t.kind() == Task.Kind.TABLE)
                    .configuration(p -> p.eachHidden(l -> l.setBiasInit(20)))
                    .layers(InitialFaults::anyHidden),
            Change.faulty("saturation", "large-bias-middle", 7)
                    .where((d, t) -> d.squashing() && d.depth() > 2 && t.kind() == Task.Kind.TABLE)
                    .configuration(p -> p.layer(p.middle()).setBiasInit(-20))
                    .layers(p -> Set.of(p.middle())),
            Change.faulty("saturation", "first-layer", 5)
                    .where((d, t) -> d.squashing() && d.depth() > 2 && t.kind() == Task.Kind.TABLE)
                    .network((p, m) -> Weights.scale(m, p.hidden().subList(0, 1), 1e3))
                    .layers(p -> Set.of(p.hidden().get(0))));

    private InitialFaults() {}

    private static List<String> middleTwo(Parts parts) {
        List<String> hidden = parts.hidden();
        int middle = hidden.size() / 2;
        return hidden.subList(middle - 1, middle + 1);
    }

    static Set<String> anyHidden(Parts parts) {
        Set<String> layers = new HashSet<>(parts.hidden());
        layers.add(Change.ALL);
        return layers;
    }

    static Set<String> anyWeighted(Parts parts) {
        Set<String> layers = new HashSet<>(parts.weighted());
        layers.add(Change.ALL);
        return layers;
    }
}
