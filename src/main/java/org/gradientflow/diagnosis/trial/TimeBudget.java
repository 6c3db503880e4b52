package org.gradientflow.diagnosis.trial;

import java.time.Duration;
import java.util.Iterator;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;

/**
 * The time that an examination may take. A training that has begun is finished, so that a long one is made shorter before it begins.
 */
public final class TimeBudget {
    /** A healthy network needs one training, a sick one about so many. */
    private static final int TRAININGS = 8;

    /** Fewer steps show nothing. */
    private static final int LEAST_STEPS = 30;

    /** Steps that are timed. */
    private static final int TIMED = 8;

    /** The timing itself takes so small a part of the budget, and a step at least. */
    private static final int TIMING = 20;

    private final long end;
    private final Duration time;

    private TimeBudget(Duration time) {
        this.time = time;
        // A training that begins in time is to end in time.
        end = System.nanoTime() + time.toNanos() - time.toNanos() / TRAININGS;
    }

    /** A budget that begins now. */
    public static TimeBudget of(Duration time) {
        return new TimeBudget(time);
    }

    public boolean over() {
        return System.nanoTime() - end > 0;
    }

    /** In seconds, as a person reads it. */
    public long seconds() {
        return Math.max(1, time.toSeconds());
    }

    /**
     * The steps of each training that fit into the budget.
     *
     * @param copy that may be trained
     * @param data to train on
     * @param batch rows of a step
     * @param steps wanted
     * @return at most {@code steps}
     */
    public int steps(Subject copy, TrainingData data, int batch, int steps) {
        if (steps <= LEAST_STEPS) {
            return steps;
        }
        Iterator<TrainingData> batches = data.batches(Math.min(batch, data.rows()), 1);
        double affordable = time.toNanos() / (double) TRAININGS / fastest(copy, batches);
        return (int) Math.min(steps, Math.max(LEAST_STEPS, affordable));
    }

    /** The fastest of some steps in ns: the others were slowed down by a cold JVM, or by other programs. */
    private double fastest(Subject copy, Iterator<TrainingData> batches) {
        double fastest = time.toNanos();
        long begin = System.nanoTime();
        for (int i = 0; i < TIMED && System.nanoTime() - begin < time.toNanos() / TIMING; i++) {
            long start = System.nanoTime();
            copy.fit(batches.next());
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return Math.max(1, fastest);
    }
}
