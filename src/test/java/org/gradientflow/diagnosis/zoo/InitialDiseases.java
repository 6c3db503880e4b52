package org.gradientflow.diagnosis.zoo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Initial weights and biases of the wrong size. */
final class InitialDiseases {
    static final List<Change> ALL = List.of(
            Change.sick("vanishing", "normal-1e-3", 15)
                    .where((d, t) -> d.depth() > 2)
                    .configuration(p -> p.eachWeighted(l -> l.setWeightInitFn(Weights.normal(1e-3))))
                    .layers(InitialDiseases::anyHidden),
            Change.sick("vanishing", "normal-1e-2", 8)
                    .where((d, t) -> d.depth() > 5)
                    .configuration(p -> p.eachWeighted(l -> l.setWeightInitFn(Weights.normal(1e-2))))
                    .layers(InitialDiseases::anyHidden),
            Change.sick("vanishing", "gain-0.1", 7)
                    .where((d, t) -> d.depth() > 5)
                    .network((p, m) -> Weights.scale(m, p.hidden(), 0.1))
                    .layers(InitialDiseases::anyHidden),
            Change.sick("vanishing", "deep-sigmoid", 8)
                    .where((d, t) -> d.depth() > 5 && !d.name().startsWith("graph"))
                    .configuration(p -> p.eachHidden(l -> {
                        l.setActivationFn(Activation.SIGMOID.getActivationFunction());
                        l.setWeightInitFn(WeightInit.XAVIER.getWeightInitFunction());
                    }))
                    .layers(InitialDiseases::anyHidden),
            // One small layer alone recovers: its own gradient is as large as ever.
            Change.sick("vanishing", "two-middle-layers", 8)
                    .where((d, t) -> d.depth() > 3 && !d.name().startsWith("graph"))
                    .network((p, m) -> Weights.scale(m, middleTwo(p), 1e-5))
                    .layers(p -> Set.copyOf(middleTwo(p))),
            Change.sick("exploding", "normal-1", 7)
                    .where((d, t) -> d.depth() > 2 && !d.squashing())
                    .configuration(p -> p.eachWeighted(l -> l.setWeightInitFn(Weights.normal(1))))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("exploding", "gain-8", 5)
                    .where((d, t) -> d.depth() > 3 && !d.squashing())
                    .network((p, m) -> Weights.scale(m, p.hidden(), 8))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("exploding", "gain-30", 7)
                    .where((d, t) -> d.depth() > 3 && !d.squashing())
                    .network((p, m) -> Weights.scale(m, p.hidden(), 30))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("exploding", "middle-layer", 7)
                    .where((d, t) -> d.depth() > 2 && !d.squashing())
                    .network((p, m) -> Weights.scale(m, List.of(p.middle()), 1e5))
                    .layers(p -> Set.of(p.middle())),
            Change.sick("dead-relu", "negative-bias", 7)
                    .where((d, t) -> d.rectified())
                    .configuration(p -> p.eachHidden(l -> l.setBiasInit(-10)))
                    .layers(InitialDiseases::anyHidden),
            Change.sick("dead-relu", "negative-bias-middle", 5)
                    .where((d, t) -> d.rectified() && !d.name().startsWith("graph"))
                    .configuration(p -> p.layer(p.middle()).setBiasInit(-100))
                    .layers(p -> Set.of(p.middle())),
            Change.sick("dead-relu", "negative-weights", 4)
                    .where((d, t) -> d.rectified() && t == Task.IRIS)
                    .network((p, m) ->
                            Weights.change(m, p.hidden(), w -> Transforms.abs(w).neg()))
                    .layers(InitialDiseases::anyHidden),
            Change.sick("dead-relu", "negative-weights-middle", 4)
                    .where((d, t) -> d.rectified() && d.depth() > 2 && !d.name().startsWith("graph"))
                    .network((p, m) -> Weights.change(
                            m, List.of(p.middle()), w -> Transforms.abs(w).neg()))
                    .layers(p -> Set.of(p.middle())),
            Change.sick("symmetry", "zero", 10)
                    .where((d, t) -> d.depth() > 1)
                    .configuration(p -> p.eachWeighted(l -> l.setWeightInitFn(Weights.constant(0))))
                    .layers(InitialDiseases::anyWeighted),
            Change.sick("symmetry", "constant", 9)
                    .where((d, t) -> d.depth() > 1)
                    .configuration(p -> p.eachWeighted(l -> l.setWeightInitFn(Weights.constant(0.05))))
                    .layers(InitialDiseases::anyWeighted),
            // One constant layer alone parts as soon as what its units feed differs.
            Change.sick("symmetry", "first-two-constant", 7)
                    .where((d, t) -> d.depth() > 2 && t.kind() == Task.Kind.TABLE && t != Task.SIGNAL)
                    .configuration(p -> p.hidden()
                            .subList(0, 2)
                            .forEach(name -> p.layer(name).setWeightInitFn(Weights.constant(0.1))))
                    .layers(p -> Set.copyOf(p.hidden().subList(0, 2))),
            Change.sick("saturation", "gain-50", 7)
                    .where((d, t) -> d.squashing() && d.depth() > 1)
                    .network((p, m) -> Weights.scale(m, p.hidden(), 50))
                    .layers(InitialDiseases::anyHidden),
            Change.sick("saturation", "large-bias", 5)
                    .where((d, t) -> d.squashing() && t.kind() == Task.Kind.TABLE)
                    .configuration(p -> p.eachHidden(l -> l.setBiasInit(20)))
                    .layers(InitialDiseases::anyHidden),
            Change.sick("saturation", "large-bias-middle", 7)
                    .where((d, t) -> d.squashing() && d.depth() > 2 && t.kind() == Task.Kind.TABLE)
                    .configuration(p -> p.layer(p.middle()).setBiasInit(-20))
                    .layers(p -> Set.of(p.middle())),
            Change.sick("saturation", "first-layer", 5)
                    .where((d, t) -> d.squashing() && d.depth() > 2 && t.kind() == Task.Kind.TABLE)
                    .network((p, m) -> Weights.scale(m, p.hidden().subList(0, 1), 1e3))
                    .layers(p -> Set.of(p.hidden().get(0))));

    private InitialDiseases() {}

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
