package org.gradientflow.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.Floats;
import org.gradientflow.storage.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionTest {
    /** Everything that a training computed, to the bit. */
    private record Outcome(List<Step> steps, float[] parameters, Run run) {
        static Outcome of(Session session) {
            List<Step> steps = new ArrayList<>();
            Run run = session.run(() -> false, List.of(new Step.Listener() {
                @Override
                public void after(Step step, MultiLayerNetwork network) {
                    steps.add(step);
                }
            }));
            return new Outcome(steps, Floats.of(session.network().params()), run);
        }

        void assertEquals(Outcome other) {
            assertThat(steps).isEqualTo(other.steps);
            assertThat(parameters).containsExactly(other.parameters);
            assertThat(run)
                    .usingRecursiveComparison()
                    .ignoringFields("stepsPerSecond")
                    .isEqualTo(other.run);
        }
    }

    @Test
    void aSeedGivesTheSameTrainingAloneAndInParallel() {
        Experiment experiment = Cases.AUTOENCODER_ADAM.withSteps(300);

        Outcome alone = Outcome.of(Session.start(experiment));
        List<CompletableFuture<Outcome>> parallel = List.of(
                CompletableFuture.supplyAsync(() -> Outcome.of(Session.start(experiment))),
                CompletableFuture.supplyAsync(() -> Outcome.of(Session.start(experiment))));

        parallel.forEach(outcome -> outcome.join().assertEquals(alone));
        assertThat(Outcome.of(Session.start(experiment.withSeed(99))).parameters())
                .isNotEqualTo(alone.parameters());
    }

    static List<Experiment> resumed() {
        // SGD has no state, Adam has; a batch moves the inputs on by more than one; recent steps reach over the gap.
        return List.of(
                Cases.THREE_LAYER_XAVIER.withSteps(1_600),
                Cases.THREE_LAYER_XAVIER_ADAM.withSteps(1_600),
                Cases.AUTOENCODER_ADAM.withSteps(400));
    }

    @ParameterizedTest
    @MethodSource("resumed")
    void twoResumedHalvesEqualTheWholeTrainingBitForBit(Experiment experiment, @TempDir Path folder) throws Exception {
        int half = experiment.steps() / 2;
        Path file = folder.resolve("model.zip");
        Outcome whole = Outcome.of(Session.start(experiment));

        Session first = Session.start(experiment.withSteps(half));
        Outcome firstHalf = Outcome.of(first);
        ModelFile.write(file, first);
        ModelFile.Saved saved = ModelFile.read(file);
        assertThat(saved.step()).isEqualTo(half);
        Outcome secondHalf = Outcome.of(
                Session.resume(saved.experiment().withSteps(experiment.steps()), saved.network(), saved.memory()));

        assertThat(firstHalf.steps()).isEqualTo(whole.steps().subList(0, half));
        new Outcome(whole.steps().subList(half, experiment.steps()), whole.parameters(), whole.run())
                .assertEquals(secondHalf);
    }

    @Test
    void aStoppedSessionEndsBetweenTwoSteps() {
        Session session = Session.start(Cases.TWO_LAYER.withSteps(1_000));
        int[] asked = {0};

        Run run = session.run(() -> asked[0]++ == 7, List.of());

        assertThat(run.steps()).isEqualTo(7);
        assertThat(session.network().getIterationCount()).isEqualTo(7);
        assertThat(session.memory().recent()).hasSize(7);
    }

    @Test
    void theEstimateOfAStepIsTheOneInItsLoss() {
        Outcome outcome = Outcome.of(Session.start(Cases.THREE_LAYER_XAVIER.withSteps(200)));

        assertThat(outcome.steps()).hasSize(200).allSatisfy(step -> {
            float error = step.x0() - step.estimate0();
            assertThat(step.loss()).isEqualTo(error * error);
        });
    }
}
