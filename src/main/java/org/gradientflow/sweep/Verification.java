package org.gradientflow.sweep;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.Updater;
import org.gradientflow.network.Networks;
import org.gradientflow.sweep.engine.Engine;
import org.gradientflow.sweep.engine.Engines;

/**
 * Trains some random networks of a sweep with Deeplearning4j too, and compares the weights of the first layer after the first
 * 1,000 steps and at the end: under Adam two exact computations diverge after about 2,000 steps, and a network that
 * diverges magnifies the last bit too.
 */
public final class Verification {
    private static final int EARLY = 1_000;

    private final Engine engine;
    private final Engine oracle = Engines.DL4J;
    private final Map<Updater, Differences> differences = new EnumMap<>(Updater.class);

    /**
     * The largest differences of one updater's networks.
     *
     * @param networks compared
     * @param early of a weight after 1,000 steps, or at the end of fewer
     * @param end of a weight at the end
     * @param worst the experiment with the largest at the end
     * @param opposite networks that trained in one computation and not in the other
     */
    public record Differences(int networks, double early, double end, Experiment worst, int opposite) {}

    /**
     * Compares an engine with Deeplearning4j.
     *
     * @param engine to compare
     */
    public Verification(Engine engine) {
        this.engine = engine;
    }

    /**
     * Trains networks twice, the same ones each time.
     *
     * @param grid of the sweep
     * @param from the first run to choose from
     * @param to after the last
     * @param count of networks; all where there are fewer
     * @param stop asked every now and then
     * @param progress gets the number of networks compared
     * @return the differences for each updater among them; of those before, when stopped
     */
    public Map<Updater, Differences> run(
            Grid grid, long from, long to, int count, BooleanSupplier stop, LongConsumer progress) {
        SplittableRandom random = new SplittableRandom(count);
        TreeSet<Long> runs = new TreeSet<>();
        while (runs.size() < Math.min(count, to - from)) {
            runs.add(from + random.nextLong(to - from));
        }
        int done = 0;
        for (long run : runs) {
            if (!compare(grid.experiment(run), stop)) {
                break;
            }
            progress.accept(++done);
        }
        return differences;
    }

    private boolean compare(Experiment experiment, BooleanSupplier stop) {
        Experiment begin = experiment.withSteps(Math.min(EARLY, experiment.steps()));
        var early = engine.train(begin, 1, stop);
        var earlyOracle = oracle.train(begin, 1, stop);
        var end = engine.train(experiment, 1, stop);
        var endOracle = oracle.train(experiment, 1, stop);
        if (early.isEmpty() || earlyOracle.isEmpty() || end.isEmpty() || endOracle.isEmpty()) {
            return false;
        }
        Engine.Trained mine = end.get().get(0);
        Engine.Trained theirs = endOracle.get().get(0);
        double atEnd = largest(experiment, mine, theirs);
        Differences one = new Differences(
                1,
                largest(experiment, early.get().get(0), earlyOracle.get().get(0)),
                atEnd,
                experiment,
                mine.result().trained() == theirs.result().trained() ? 0 : 1);
        differences.merge(experiment.updater(), one, Verification::both);
        return true;
    }

    private static double largest(Experiment experiment, Engine.Trained a, Engine.Trained b) {
        double largest = 0;
        for (int i = 0; i < Networks.INPUTS * experiment.hidden().get(0); i++) {
            float x = a.parameters()[i];
            float y = b.parameters()[i];
            // Equal even where both are NaN.
            largest = Float.compare(x, y) == 0 ? largest : Math.max(largest, Math.abs((double) x - y));
        }
        return largest;
    }

    /** NaN is the largest difference. */
    private static Differences both(Differences a, Differences b) {
        return new Differences(
                a.networks + b.networks,
                Math.max(a.early, b.early),
                Math.max(a.end, b.end),
                Double.compare(b.end, a.end) > 0 ? b.worst : a.worst,
                a.opposite + b.opposite);
    }
}
