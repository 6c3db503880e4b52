package org.gradientflow.diagnosis;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.Refusal;
import org.gradientflow.diagnosis.trial.TimeBudget;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.model.IsolatedThread;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.gradientflow.observation.FlowProbe;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Says why a network does not learn, by training copies of it for a while. The network itself, its listeners and ND4J's random
 * generator are left as they are.
 *
 * <pre>{@code
 * Diagnosis diagnosis = Doctor.of(network).on(data).batch(32).steps(300).diagnose();
 * }</pre>
 */
public final class Doctor {
    /** A listener for the doctor's progress. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called before every training of a copy, on the thread that trains. What it throws ends the examination, and comes
         * out of {@link Doctor#diagnose}.
         *
         * @param done trainings so far, over all seeds
         * @param next what is different in the next one: {@code usual initial weights}
         */
        void at(int done, String next);
    }

    /** Long enough for every network whose step takes a few milliseconds. */
    private static final Duration USUAL_BUDGET = Duration.ofMinutes(1);

    /** Rows of an iterator: an examination of 300 steps of 32 rows sees as many. */
    private static final int ROWS = 10_000;

    /** One examination, or three where the first does not decide. */
    private static final int AS_NEEDED = 0;

    private final Subject subject;
    private final TrainingData data;
    private final int batch;
    private final int steps;
    private final int seeds;
    private final long seed;
    private final Duration budget;
    private final Progress progress;

    private Doctor(
            Subject subject,
            TrainingData data,
            int batch,
            int steps,
            int seeds,
            long seed,
            Duration budget,
            Progress progress) {
        this.subject = subject;
        this.data = data;
        this.batch = SearchPlan.positive("batch", batch);
        this.steps = SearchPlan.positive("steps", steps);
        this.seeds = seeds;
        this.seed = seed;
        if (budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("budget: expected a time above 0, got " + budget);
        }
        this.budget = budget;
        this.progress = progress;
    }

    /**
     * A doctor for one network, which trains 300 steps of 32 rows.
     *
     * @param model an initialised MultiLayerNetwork or ComputationGraph
     * @return a doctor without data yet
     * @throws IllegalArgumentException for another kind of model
     */
    public static Doctor of(Model model) {
        return new Doctor(
                Subject.of(model),
                null,
                FlowProbe.DEFAULT_BATCH,
                FlowProbe.DEFAULT_STEPS,
                AS_NEEDED,
                1,
                USUAL_BUDGET,
                (done, next) -> {});
    }

    /**
     * The data that the network is to learn.
     *
     * @param examples features and labels
     * @return a doctor with this data
     */
    public Doctor on(TrainingData examples) {
        return new Doctor(
                subject, Objects.requireNonNull(examples, "data"), batch, steps, seeds, seed, budget, progress);
    }

    /**
     * The data that the network is to learn.
     *
     * @param examples features and labels
     * @return a doctor with this data
     */
    public Doctor on(DataSet examples) {
        return on(TrainingData.of(examples));
    }

    /**
     * The data that the network is to learn.
     *
     * @param examples features and labels, of any number of inputs and outputs
     * @return a doctor with this data
     */
    public Doctor on(MultiDataSet examples) {
        return on(TrainingData.of(examples));
    }

    /**
     * The data that the network is to learn: the first 10,000 rows of an iterator, with its pre-processor; its batches are the steps.
     *
     * @param iterator which is reset before and afterwards, where it can be
     * @return a doctor with this data
     * @throws IllegalArgumentException if there is no row
     */
    public Doctor on(DataSetIterator iterator) {
        Doctor asked = on(IteratorRows.of(iterator, ROWS));
        return iterator.batch() > 0 ? asked.batch(iterator.batch()) : asked;
    }

    /**
     * The data that the network is to learn: the first 10,000 rows of an iterator, with its pre-processor. Say {@link #batch} too.
     *
     * @param iterator which is reset before and afterwards, where it can be
     * @return a doctor with this data
     * @throws IllegalArgumentException if there is no row
     */
    public Doctor on(MultiDataSetIterator iterator) {
        return on(IteratorRows.of(iterator, ROWS));
    }

    /**
     * A random sample of the data.
     *
     * @param rows at most; 1 or more
     * @return a doctor with fewer rows
     * @throws IllegalArgumentException if {@code rows} is below 1
     * @throws IllegalStateException if there is no data yet
     */
    public Doctor sampling(int rows) {
        SearchPlan.positive("rows", rows);
        if (data == null) {
            throw new IllegalStateException("expected data to sample; call on(data) first");
        }
        return rows >= data.rows() ? this : on(data.sample(rows, seed));
    }

    /**
     * The rows of a step.
     *
     * @param rows 1 or more; all of the data where that is less
     * @return a doctor with this batch
     * @throws IllegalArgumentException if {@code rows} is below 1
     */
    public Doctor batch(int rows) {
        return new Doctor(subject, data, rows, steps, seeds, seed, budget, progress);
    }

    /**
     * The length of each training.
     *
     * @param number of steps, 1 or more; fewer than 100 seldom show anything
     * @return a doctor with this length
     * @throws IllegalArgumentException if {@code number} is below 1
     */
    public Doctor steps(int number) {
        return new Doctor(subject, data, batch, number, seeds, seed, budget, progress);
    }

    /**
     * The number of examinations, each with another order of the rows; the most frequent diagnosis counts. Where it is not set, there
     * is one, and three where that shows a cause narrowly or not by a trial.
     *
     * @param number 1 or more
     * @return a doctor with this number
     * @throws IllegalArgumentException if {@code number} is below 1
     */
    public Doctor seeds(int number) {
        return new Doctor(subject, data, batch, steps, SearchPlan.positive("seeds", number), seed, budget, progress);
    }

    /**
     * The seed of the first examination's order of the rows; the following numbers are those of the others.
     *
     * @param value any
     * @return a doctor with this seed
     */
    public Doctor seed(long value) {
        return new Doctor(subject, data, batch, steps, seeds, value, budget, progress);
    }

    /**
     * The time that an examination may take. Where the network's steps are so slow that a few trainings would take longer, each is
     * made shorter; and when the time is over, no further change is tried.
     *
     * @param time above 0; 1 minute where it is not set, for each order of the rows
     * @return a doctor with this budget
     * @throws IllegalArgumentException if {@code time} is not above 0
     */
    public Doctor budget(Duration time) {
        return new Doctor(subject, data, batch, steps, seeds, seed, time, progress);
    }

    /**
     * A listener for progress.
     *
     * @param listener called on the thread that trains
     * @return a doctor with this listener
     */
    public Doctor progress(Progress listener) {
        return new Doctor(
                subject, data, batch, steps, seeds, seed, budget, Objects.requireNonNull(listener, "progress"));
    }

    /**
     * Examines the network.
     *
     * @return what was found
     * @throws IllegalStateException if there is no data, or if the thread was interrupted
     * @throws RuntimeException what DL4J throws where the data does not fit the network
     */
    public Diagnosis diagnose() {
        if (data == null) {
            throw new IllegalStateException("expected data to learn; call on(data) first");
        }
        try {
            return IsolatedThread.call("doctor", "a network was examined", this::examine);
        } catch (Stopped stopped) {
            throw (RuntimeException) stopped.getCause();
        }
    }

    private Diagnosis examine() {
        AtomicInteger trainings = new AtomicInteger();
        Consumer<String> listener = next -> {
            try {
                progress.at(trainings.getAndIncrement(), next);
            } catch (RuntimeException theirs) {
                throw new Stopped(theirs);
            }
        };
        long start = System.nanoTime();
        int affordable = affordable();
        IntFunction<Diagnosis> examination = i -> {
            IsolatedThread.seed(seed + i);
            TimeBudget time = TimeBudget.of(budget);
            return Judgement.of(new Examination(subject, data, batch, affordable, seed + i, time, listener));
        };
        // Two more orders take twice as long as the first.
        return seeds == AS_NEEDED
                ? MajorityVote.asManyAsNeeded(() -> System.nanoTime() - start < budget.toNanos() / 3, examination)
                : MajorityVote.agreed(seeds, examination);
    }

    /** All steps where DL4J refuses to train at all: the examination says why. */
    private int affordable() {
        try {
            return TimeBudget.of(budget).steps(subject.copy(), data, batch, steps);
        } catch (RuntimeException thrown) {
            if (!Refusal.is(thrown)) {
                throw thrown;
            }
            return steps;
        }
    }

    /** Carries an exception of a listener past the rules, none of which takes it for a failed measurement. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(RuntimeException theirs) {
            super(theirs);
        }
    }
}
