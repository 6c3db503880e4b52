package org.gradientflow.benchmark.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.network.Networks;
import org.gradientflow.network.ReconstructionLoss;
import org.nd4j.linalg.activations.Activation;

/** The named cases of the original, as {@link Networks} builds them, on one fixed set of its inputs. */
final class OriginalCases {
    private static final Task RECONSTRUCTION = new Task(
            "reconstruction",
            Task.Kind.TABLE,
            InputType.feedForward(1),
            1,
            Activation.IDENTITY,
            new ReconstructionLoss(LossScope.ALL),
            Tables::signal);

    private static final int SEEDS = 2;

    private OriginalCases() {}

    static List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            // The two-layer network stays on a plateau for about 2,000 steps; it is healthy there too.
            add(candidates, Cases.TWO_LAYER, 5_000, seed, Change.healthy("two-layer", 1));
            add(
                    candidates,
                    Cases.TWO_LAYER,
                    500,
                    seed,
                    Change.healthy("two-layer-plateau", 1).byNature());
            add(candidates, Cases.THREE_LAYER_XAVIER, 1_000, seed, Change.healthy("three-layer-xavier", 1));
            add(candidates, Cases.THREE_LAYER_XAVIER_ADAM, 1_000, seed, Change.healthy("three-layer-xavier-adam", 1));
            add(candidates, Cases.AUTOENCODER, 300, seed, Change.healthy("autoencoder", 1));
            add(candidates, Cases.AUTOENCODER_ADAM, 300, seed, Change.healthy("autoencoder-adam", 1));
            add(
                    candidates,
                    Cases.THREE_LAYER_XAVIER,
                    1_000,
                    seed,
                    initialisedAs(Cases.THREE_LAYER, seed, "three-layer"));
            add(
                    candidates,
                    Cases.THREE_LAYER_XAVIER_ADAM,
                    1_000,
                    seed,
                    initialisedAs(Cases.THREE_LAYER_ADAM, seed, "three-layer-adam"));
            add(
                    candidates,
                    Cases.AUTOENCODER,
                    300,
                    seed,
                    Change.faulty("unused-outputs", "batch-first-element", 1)
                            .configuration(p -> p.output().setLossFn(new ReconstructionLoss(LossScope.FIRST_ELEMENT)))
                            .layers(p -> Set.of(p.last(), Change.ALL))
                            .byNature());
        }
        return candidates;
    }

    private static Change initialisedAs(Experiment broken, long seed, String name) {
        return Change.faulty("vanishing", name, 1)
                .configuration(p -> p.eachWeighted(l -> {
                    l.setWeightInitFn(Weights.normal(Cases.STANDARD_DEVIATION));
                    l.setBiasInit(0);
                }))
                .network((p, m) ->
                        m.setParams(Networks.create(broken.withSeed(seed)).params()))
                .layers(InitialFaults::anyWeighted);
    }

    private static void add(List<Candidate> candidates, Experiment experiment, int steps, long seed, Change change) {
        Design design = new Design(
                "original-" + experiment.name(),
                Activation.RELU,
                experiment.hidden().size() + 1,
                experiment.batch(),
                steps,
                Set.of(Task.Kind.TABLE),
                (task, s) -> new Parts(Networks.configuration(experiment.withSeed(s))));
        candidates.add(new Candidate(design, RECONSTRUCTION, withBiases(experiment, seed, change), seed));
    }

    /** The original draws its biases at random, which a DL4J configuration can not express. */
    private static Change withBiases(Experiment experiment, long seed, Change change) {
        return experiment == Cases.TWO_LAYER
                ? change.network((p, m) ->
                        m.setParams(Networks.create(experiment.withSeed(seed)).params()))
                : change;
    }
}
