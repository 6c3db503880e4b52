package org.gradientflow.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.Initialisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parameters drawn without a network are those of the network, bit for bit. */
class InitialParametersTest {
    static List<Experiment> experiments() {
        List<Experiment> experiments = new ArrayList<>(List.of(
                Cases.TWO_LAYER,
                Cases.THREE_LAYER,
                Cases.THREE_LAYER_XAVIER,
                Cases.THREE_LAYER_XAVIER.withBias(new Bias.Same()).withHidden(3, 5, 2)));
        for (String scheme : Initialisation.names()) {
            Experiment experiment = Cases.THREE_LAYER.withWeights(Initialisation.parse(scheme));
            experiments.add(experiment.withBias(new Bias.Constant(0.25)));
        }
        return experiments;
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void areThoseOfTheNetwork(Experiment experiment) {
        InitialParameters draws = InitialParameters.of(experiment);
        for (long seed : new long[] {0, 1, 7, -3, Long.MAX_VALUE}) {
            float[] network = Networks.create(experiment.withSeed(seed))
                    .params()
                    .dup()
                    .data()
                    .asFloat();

            assertThat(draws.draw(seed)).as("seed " + seed).containsExactly(network);
            assertThat(CompletableFuture.supplyAsync(() -> draws.draw(seed)).join())
                    .as("on another thread")
                    .containsExactly(network);
        }
    }

    @Test
    void differFromSeedToSeed() {
        InitialParameters draws = InitialParameters.of(Cases.THREE_LAYER);

        assertThat(draws.draw(0)).isNotEqualTo(draws.draw(1));
    }
}
