package org.gradientflow.observation;

import java.util.Iterator;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.model.IsolatedThread;
import org.gradientflow.model.RowsAtOnce;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Trains a copy of a network for a while and says what was seen. The network itself keeps its parameters, updater state,
 * listeners and iteration count, and the calling thread keeps the state of ND4J's random generator: the copy trains on a thread
 * of its own, with a generator of its own.
 *
 * <pre>{@code
 * Probe probe = FlowProbe.of(network).on(data).batch(32).steps(300).seed(1).run();
 * }</pre>
 */
public final class FlowProbe {
    /** The most examples that a profile looks at. */
    public static final int SAMPLE = 256;

    /** Rows of a step, unless another number is given: here, for the doctor, the prescriber and the assertions. */
    public static final int DEFAULT_BATCH = 32;

    /** Steps of a training, likewise. */
    public static final int DEFAULT_STEPS = 300;

    private final Model model;
    private final TrainingData data;
    private final int batch;
    private final int steps;
    private final long seed;
    private final IntConsumer progress;

    private FlowProbe(Model model, TrainingData data, int batch, int steps, long seed, IntConsumer progress) {
        this.model = Objects.requireNonNull(model, "model");
        this.data = data;
        this.batch = positive("batch", batch);
        this.steps = positive("steps", steps);
        this.seed = seed;
        this.progress = progress;
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected 1 or more, got " + value);
        }
        return value;
    }

    /**
     * A probe of a network, of 300 steps of 32 rows with seed 1.
     *
     * @param model an initialised MultiLayerNetwork or ComputationGraph
     * @return a probe that has no data yet
     */
    public static FlowProbe of(Model model) {
        return new FlowProbe(model, null, DEFAULT_BATCH, DEFAULT_STEPS, 1, step -> {});
    }

    /**
     * The data to train on.
     *
     * @param examples features and labels
     * @return a probe with this data
     */
    public FlowProbe on(TrainingData examples) {
        return new FlowProbe(model, examples, batch, steps, seed, progress);
    }

    /**
     * The data to train on.
     *
     * @param examples features and labels
     * @return a probe with this data
     */
    public FlowProbe on(DataSet examples) {
        return on(TrainingData.of(examples));
    }

    /**
     * The data to train on.
     *
     * @param examples features and labels, of any number of inputs and outputs
     * @return a probe with this data
     */
    public FlowProbe on(MultiDataSet examples) {
        return on(TrainingData.of(examples));
    }

    /**
     * The rows of a step.
     *
     * @param rows 1 or more; all of the data where that is less
     * @return a probe with this batch
     * @throws IllegalArgumentException if {@code rows} is below 1
     */
    public FlowProbe batch(int rows) {
        return new FlowProbe(model, data, rows, steps, seed, progress);
    }

    /**
     * The length of the training.
     *
     * @param number of steps, 1 or more; a loss that is not finite ends the training earlier
     * @return a probe of this length
     * @throws IllegalArgumentException if {@code number} is below 1
     */
    public FlowProbe steps(int number) {
        return new FlowProbe(model, data, batch, number, seed, progress);
    }

    /**
     * The seed of the examples' order, of dropout and of other noise.
     *
     * @param value any
     * @return a probe with this seed
     */
    public FlowProbe seed(long value) {
        return new FlowProbe(model, data, batch, steps, value, progress);
    }

    /**
     * A listener for progress.
     *
     * @param listener given the number of steps done, on the thread that trains
     * @return a probe with this listener
     */
    public FlowProbe progress(IntConsumer listener) {
        return new FlowProbe(model, data, batch, steps, seed, listener);
    }

    /**
     * Trains the copy.
     *
     * @return what was seen
     * @throws IllegalStateException if there is no data, or if the thread was interrupted
     * @throws RuntimeException what DL4J throws where the data does not fit the network
     */
    public Probe run() {
        if (data == null) {
            throw new IllegalStateException("expected data to train on; call on(data) first");
        }
        return IsolatedThread.call("flow-probe", "a copy of the network was trained", this::train);
    }

    private Probe train() {
        IsolatedThread.seed(seed);
        Subject subject = Subject.of(model).copy();
        Model copy = subject.model();
        TrainingData sample = data.sample(RowsAtOnce.of(subject, data, SAMPLE, batch));
        ActivityProfile before = Profiles.of(copy, sample);
        FlowRecorder recorder = new FlowRecorder(copy, 1); // short, and looked at closely
        copy.setListeners(recorder);
        fit(subject, recorder);
        copy.setListeners();
        return new Probe(recorder.history(), copy, sample, before, Profiles.of(copy, sample));
    }

    private void fit(Subject copy, FlowRecorder recorder) {
        Iterator<TrainingData> batches = data.batches(batch, seed);
        for (int step = 0; step < steps && !Thread.currentThread().isInterrupted(); step++) {
            copy.fit(batches.next());
            progress.accept(step + 1);
            if (recorder.sawNonFiniteLoss()) {
                return;
            }
        }
    }
}
