package org.gradientflow.sweep;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.sweep.engine.Engine;
import org.gradientflow.sweep.engine.Result;

/** Numbers from the experiment alone, after as much time as chance gives: what a sweep does with them is what is tested. */
final class FakeEngine implements Engine {
    static final int AT_ONCE = 4;

    /** What an engine is for. */
    interface Training {
        Optional<List<Engine.Trained>> train(Experiment first, int count, BooleanSupplier stop);
    }

    private final int atOnce;
    private final Training training;

    private FakeEngine(int atOnce, Training training) {
        this.atOnce = atOnce;
        this.training = training;
    }

    FakeEngine() {
        this(AT_ONCE, FakeEngine::fake);
    }

    /** Trains one network at a time, this way. */
    static FakeEngine that(Training training) {
        return new FakeEngine(1, training);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public int atOnce(Experiment experiment) {
        return atOnce;
    }

    @Override
    public double seconds(Experiment experiment) {
        return 1;
    }

    @Override
    public Optional<List<Trained>> train(Experiment first, int count, BooleanSupplier stop) {
        return training.train(first, count, stop);
    }

    private static Optional<List<Trained>> fake(Experiment first, int count, BooleanSupplier stop) {
        sleep(new SplittableRandom(System.nanoTime()).nextInt(3));
        return stop.getAsBoolean()
                ? Optional.empty()
                : Optional.of(IntStream.range(0, count)
                        .mapToObj(i -> trained(first.withSeed(first.seed() + i)))
                        .toList());
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("a sweep interrupts nobody", interrupted);
        }
    }

    private static Trained trained(Experiment experiment) {
        SplittableRandom random = new SplittableRandom(experiment.seed() * 31
                + experiment.weightLayers() * 7L
                + experiment.updater().ordinal());
        return new Trained(
                new Result(
                        random.nextDouble() / 50,
                        random.nextDouble(),
                        random.nextDouble() * 1e-9,
                        random.nextInt(5) == 0 ? Double.NaN : random.nextDouble(),
                        random.nextInt(5) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble() * 1e9,
                        random.nextInt(17),
                        random.nextBoolean()),
                new float[0]);
    }
}
