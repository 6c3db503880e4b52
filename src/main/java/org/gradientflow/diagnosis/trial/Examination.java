package org.gradientflow.diagnosis.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.loss.EvaluationSet;
import org.gradientflow.diagnosis.loss.LabelMask;
import org.gradientflow.diagnosis.loss.LabelSignal;
import org.gradientflow.diagnosis.loss.Output;
import org.gradientflow.diagnosis.variant.ReferenceInitialisation;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.gradientflow.observation.FlowProbe;
import org.gradientflow.observation.Probe;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Everything that is measured of a network and its data: each once, and only when a rule asks. The network is never changed.
 */
public final class Examination {
    /** Rows that layers are looked at with. */
    private static final int STATE_ROWS = 128;

    private final Subject subject;
    private final TrainingData data;
    private final int batch;
    private final int steps;
    private final long seed;
    private final Consumer<String> told;
    private final Map<String, Object> measured = new HashMap<>();
    private boolean decided;

    public Examination(Subject subject, TrainingData data, int batch, int steps, long seed, Consumer<String> told) {
        this.subject = subject;
        this.data = data;
        this.batch = Math.min(batch, data.rows());
        this.steps = steps;
        this.seed = seed;
        this.told = told;
    }

    /** What the network's configuration says. */
    public Architecture architecture() {
        return once("architecture", () -> Architecture.of(subject.model()));
    }

    /** What the network is to learn, as given. */
    public TrainingData data() {
        return data;
    }

    /** A training of a copy on this data, just as the network is, with everything recorded. */
    public Probe probe() {
        return once("probe", () -> {
            told.accept("as it is");
            return FlowProbe.of(subject.model())
                    .on(data)
                    .batch(batch)
                    .steps(steps)
                    .seed(seed)
                    .run();
        });
    }

    /**
     * How much better than the best constant output the copy was after its training, from 0 to 1; less than 0 is worse,
     * negative infinity a loss that is no number.
     */
    public double skillAfter() {
        return base().after();
    }

    public int steps() {
        return steps;
    }

    public int batch() {
        return batch;
    }

    public Subject subject() {
        return subject;
    }

    public EvaluationSet bench() {
        return once("bench", () -> EvaluationSet.of(subject.copy(), data, batch, seed));
    }

    /** The probe as a trial, to compare others with. */
    public Trial base() {
        return once("base", () -> {
            Probe probe = probe();
            Subject trained = Subject.of(probe.trained());
            double loss = bench().loss(trained);
            return new Trial(
                    bench().skill(bench().loss(subject.copy())),
                    bench().skill(loss),
                    loss,
                    probe.history().losses().values(),
                    trained);
        });
    }

    /** What was found out with this examination before, or is now: a cache for what belongs to other files. */
    <T> T once(Class<T> kind, Supplier<T> measure) {
        return once(kind.getName(), measure);
    }

    /** Trains the probe's copy on, as many steps again; what it has learned by then. */
    double trainOn(int round) {
        told.accept("as it is, on to step " + (long) round * steps);
        return Trial.of(base().trained(), data.batches(batch, seed + round), steps, bench())
                .after();
    }

    /** No more trials: what is to be found has been. Those made already can still be asked for. */
    public void decide() {
        decided = true;
    }

    /**
     * A training of a changed copy.
     *
     * @param name of the change; the same name is the same trial
     * @param copy changed
     * @return what came of it; empty when it was not tried, as the cause is known
     */
    public Optional<Trial> trial(String name, Supplier<Subject> copy) {
        return attempt(name, () -> Trial.of(copy.get(), data.batches(batch, seed), steps, bench()));
    }

    /** A training on other data of the same shape, as skill on that. */
    public Optional<Trial> trial(String name, TrainingData other) {
        return trial(name, subject::copy, other);
    }

    /** A training of a copy whose loss may have another scale, as skill by that loss. */
    public Optional<Trial> trial(String name, Supplier<Subject> copy, TrainingData other) {
        return attempt(name, () -> {
            Subject changed = copy.get();
            return Trial.of(changed, other.batches(batch, seed), steps, EvaluationSet.of(changed, other, batch, seed));
        });
    }

    private Optional<Trial> attempt(String name, Supplier<Trial> training) {
        if (decided && !measured.containsKey(name)) {
            return Optional.empty();
        }
        return Optional.of(once(name, () -> {
            told.accept(name);
            return training.get();
        }));
    }

    /** The same network with initial weights of the scale that its activations need, and biases of 0. */
    Subject twin() {
        return once("twin", () -> ReferenceInitialisation.of(subject));
    }

    /** The layers with weights at the start. */
    public List<LayerState> birth() {
        return once("birth", () -> LayerState.of(subject.copy(), rows(data)));
    }

    /** The twin's layers at the start. */
    public List<LayerState> twinBirth() {
        return once("twin birth", () -> LayerState.of(twin().copy(), rows(data)));
    }

    /** The layers after the probe's training. */
    public List<LayerState> after() {
        return once("after", () -> LayerState.of(base().trained().copy(), rows(data)));
    }

    private MultiDataSet rows(TrainingData from) {
        return from.sample(STATE_ROWS, seed).toMultiDataSet();
    }

    /** Features' scales, one an input. */
    public List<ColumnScale> featureScales() {
        return once(
                "feature scales",
                () -> data.features().stream().map(ColumnScale::of).toList());
    }

    /** Whether labels can be told from features; empty for too few rows. */
    public Optional<LabelSignal> signal() {
        return once("signal", () -> {
            Subject copy = subject.copy();
            List<Output> heads = Output.of(copy);
            int[] labelled = labelled(copy, heads);
            if (labelled.length < LabelSignal.LEAST_ROWS) {
                return Optional.<LabelSignal>empty();
            }
            TrainingData rows = labelled.length == data.rows() ? data : data.select(labelled);
            TrainingData sample = rows.sample(LabelSignal.MOST_ROWS, seed);
            List<INDArray> labels = new ArrayList<>(sample.labels());
            for (Output head : heads) {
                labels.set(head.index(), LabelMask.of(copy, sample, head).levelled(labels.get(head.index())));
            }
            return Optional.of(LabelSignal.of(flat(sample.features()), flat(labels), new Random(seed)));
        });
    }

    /** The examples that have any label that counts. */
    private int[] labelled(Subject copy, List<Output> heads) {
        if (data.labelMasks().isEmpty() || heads.size() < data.labels().size()) {
            return IntStream.range(0, data.rows()).toArray();
        }
        return LabelMask.indices(heads.stream()
                .map(head ->
                        LabelMask.of(copy, data, head).perExample(data.rows()).max(1))
                .reduce(INDArray::add)
                .orElseThrow());
    }

    private static INDArray flat(List<INDArray> arrays) {
        List<INDArray> flat = new ArrayList<>();
        arrays.forEach(array -> flat.add(
                array.castTo(DataType.DOUBLE).dup('c').reshape('c', array.size(0), array.length() / array.size(0))));
        return Nd4j.hstack(flat);
    }

    @SuppressWarnings("unchecked")
    private <T> T once(String name, Supplier<T> measure) {
        // Not computeIfAbsent: measurements ask for one another.
        if (!measured.containsKey(name)) {
            measured.put(name, measure.get());
        }
        return (T) measured.get(name);
    }
}
