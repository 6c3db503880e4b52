package org.gradientflow.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.Updater;
import org.gradientflow.sweep.engine.Engine;
import org.gradientflow.sweep.engine.Engines;
import org.gradientflow.sweep.engine.Result;
import org.gradientflow.training.Run;
import org.gradientflow.training.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiled engine and Deeplearning4j's give the same row, and it is what {@code run} reports. */
class EnginesTest {
    private static Result train(Engine engine, Experiment experiment, int count, int index) {
        return engine.train(experiment, count, () -> false)
                .orElseThrow()
                .get(index)
                .result();
    }

    private static void assertAgree(Experiment experiment) {
        assertEqual(train(Engines.COMPILED, experiment, 1, 0), train(Engines.DL4J, experiment, 1, 0));
    }

    private static void assertEqual(Result one, Result other) {
        assertThat(one.loss()).isCloseTo(other.loss(), within(1e-5));
        assertThat(one.slope()).isCloseTo(other.slope(), within(1e-5));
        assertThat(one.gradientStdStart()).isCloseTo(other.gradientStdStart(), within(1e-5 * other.gradientStdStart()));
        assertThat(one.gradientStd()).isCloseTo(other.gradientStd(), within(1e-4 * other.gradientStd()));
        assertThat(one.relativeDisplacement())
                .isCloseTo(other.relativeDisplacement(), within(1e-4 * other.relativeDisplacement()));
        assertThat(one.deadUnits()).isEqualTo(other.deadUnits());
        assertThat(one.silent()).isEqualTo(other.silent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-layer", "three-layer", "three-layer-xavier", "autoencoder", "batch-first-element"})
    void agree(String name) {
        Experiment original = Cases.named(name);
        Experiment experiment =
                original.withSteps(original.batch() == 1 ? 1_100 : 150).withSeed(3);

        Result dl4j = train(Engines.DL4J, experiment, 1, 0);

        assertEqual(train(Engines.COMPILED, experiment, 1, 0), dl4j);
        // The same network at the end of a block.
        Result beside = train(Engines.COMPILED, experiment.withSeed(1), 3, 2);
        assertThat(beside).isEqualTo(train(Engines.COMPILED, experiment, 1, 0));
        assertThat(train(Engines.COMPILED, experiment.withSeed(4), 1, 0)).isNotEqualTo(beside);
    }

    @Test
    void agreeUnderAdamAndInDeepNarrowNetworks() {
        Experiment adam = Cases.THREE_LAYER_ADAM.withSteps(300).withSeed(0);
        assertAgree(adam);
        Experiment deep = Cases.THREE_LAYER_XAVIER.withHidden(2, 2, 2, 2, 2, 2).withSteps(1);
        for (long seed = 0; seed < 20; seed++) {
            assertAgree(deep.withSeed(seed));
        }
    }

    @Test
    void aRowIsWhatRunReports() {
        Experiment experiment = Cases.THREE_LAYER_XAVIER.withSteps(200).withSeed(7);
        Run run = Session.start(experiment).run(() -> false, List.of());
        Result row = train(Engines.COMPILED, experiment, 1, 0);

        assertThat(row.loss()).isCloseTo(run.loss(), within(1e-6));
        assertThat(row.trained()).isEqualTo(run.trained());
        assertThat(row.gradientStd()).isCloseTo(run.firstLayer().gradientStd(), within(1e-6));
        assertThat(row.relativeDisplacement()).isCloseTo(run.firstLayer().relativeDisplacement(), within(1e-6));
        // The first ten steps are not all of them.
        assertThat(row.gradientStdStart()).isNotCloseTo(run.firstLayer().gradientStd(), within(1e-4));
    }

    @Test
    void stopWhenAsked() {
        for (Engine engine : List.of(Engines.COMPILED, Engines.DL4J)) {
            assertThat(engine.train(Cases.TWO_LAYER, 2, () -> true)).isEmpty();
        }
    }

    @Test
    void areAskedToStopAtEachStep() {
        for (Engine engine : List.of(Engines.COMPILED, Engines.DL4J)) {
            AtomicInteger asked = new AtomicInteger();
            engine.train(Cases.TWO_LAYER.withSteps(150), 1, () -> {
                asked.incrementAndGet();
                return false;
            });
            assertThat(asked).as(engine.name()).hasValueGreaterThanOrEqualTo(150);
        }
    }

    /** A single element of a gradient has no spread: that alone does not make it silent. */
    @Test
    void aSingleUnitIsSilentForHalfOfTheInputs() throws IOException {
        Grid grid = Grid.of(Map.of(
                Setting.LAYERS,
                "2",
                Setting.WIDTH,
                "1",
                Setting.INIT,
                "relu",
                Setting.BIAS,
                "0",
                Setting.SEEDS,
                "200",
                Setting.STEPS,
                "1"));

        // Four standard deviations of 200 networks.
        assertThat(Sweep.train(grid).get(0).silence().share()).isCloseTo(0.5, within(0.15));
        for (long run = 0; run < 20; run++) {
            assertAgree(grid.experiment(run));
            assertThat(train(Engines.COMPILED, grid.experiment(run), 1, 0).gradientStdStart())
                    .isZero();
        }
    }

    @Test
    void verificationNamesTheNetworkThatBecameNaN() {
        Grid grid = Grid.of(Map.of(Setting.SEEDS, "3", Setting.STEPS, "20"));
        Engine wrong = FakeEngine.that((first, count, stop) -> {
            Optional<List<Engine.Trained>> trained = Engines.COMPILED.train(first, count, stop);
            if (first.seed() == 1) {
                trained.orElseThrow().get(0).parameters()[0] = Float.NaN;
            }
            return trained;
        });

        Verification.Differences differences = new Verification(wrong)
                .run(grid, 0, grid.runs(), 3, () -> false, done -> {})
                .get(Updater.SGD);

        assertThat(differences.end()).isNaN();
        assertThat(differences.worst().seed()).isEqualTo(1);
    }

    @Test
    void verificationFindsADifferenceOnlyWhereThereIsOne() {
        Grid grid = Grid.of(new GridText(List.of(Map.of(
                Setting.INIT,
                "xavier-uniform,relu",
                Setting.UPDATER,
                "sgd,adam",
                Setting.SEEDS,
                "3",
                Setting.STEPS,
                "40"))));
        Map<Updater, Verification.Differences> same =
                new Verification(Engines.COMPILED).run(grid, 0, grid.runs(), 100, () -> false, done -> {});

        assertThat(same.values()).extracting(Verification.Differences::networks).containsExactly(6, 6);
        assertThat(same.values()).allSatisfy(differences -> {
            assertThat(differences.early()).isLessThan(1e-6);
            assertThat(differences.end()).isLessThan(1e-6);
            assertThat(differences.opposite()).isZero();
        });

        // The next seed's networks.
        Engine wrong = FakeEngine.that(
                (first, count, stop) -> Engines.COMPILED.train(first.withSeed(first.seed() + 1), count, stop));
        Map<Updater, Verification.Differences> other =
                new Verification(wrong).run(grid, 0, grid.runs(), 4, () -> false, done -> {});
        assertThat(other.values().stream()
                        .mapToInt(Verification.Differences::networks)
                        .sum())
                .isEqualTo(4);
        assertThat(other.values())
                .allSatisfy(differences -> assertThat(differences.end()).isGreaterThan(0.01));
    }
}
