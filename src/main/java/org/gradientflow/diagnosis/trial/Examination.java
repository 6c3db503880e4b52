package org.gradientflow.diagnosis.trial;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.gradientflow.diagnosis.loss.ColumnScale;
import org.gradientflow.diagnosis.loss.EvaluationSet;
import org.gradientflow.diagnosis.loss.LabelSignal;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Changes;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.gradientflow.observation.Probe;

/**
 * The measurements of a network and its data that rules ask for. Everything is measured at most once, when a rule first asks for it, and the network
 * is never changed.
 */
public final class Examination {
    private final Measurements measured;
    private final Map<TrialChange, Trial> trials;
    private final Map<TrialChange, Double> scores;
    private final boolean mayTry;

    /**
     * Nothing is measured yet.
     *
     * @param budget after which no new trial is made
     * @param progress told what is different in each training before it begins
     */
    public Examination(
            Subject subject,
            TrainingData data,
            int batch,
            int steps,
            long seed,
            TimeBudget budget,
            Consumer<String> progress) {
        this(
                new Measurements(subject, data, batch, steps, seed, budget, progress),
                new HashMap<>(),
                new HashMap<>(),
                true);
    }

    private Examination(
            Measurements measured, Map<TrialChange, Trial> trials, Map<TrialChange, Double> scores, boolean mayTry) {
        this.measured = measured;
        this.trials = trials;
        this.scores = scores;
        this.mayTry = mayTry;
    }

    /** The same examination for a rule that may look at trials which were made, but make no new ones: the cause is known. */
    public Examination withoutNewTrials() {
        return new Examination(measured, trials, scores, false);
    }

    public Subject subject() {
        return measured.subject;
    }

    /** The data that the network is to learn, as given. */
    public TrainingData data() {
        return measured.data;
    }

    public int batch() {
        return measured.batch;
    }

    public int steps() {
        return measured.steps;
    }

    /** The batches that trainings are given, in their order. */
    public Iterator<TrainingData> batches() {
        return data().batches(batch(), measured.seed);
    }

    /** The network's configuration. */
    public Architecture architecture() {
        return measured.architecture.get();
    }

    /** A training of an unchanged copy, with everything recorded. */
    public Probe probe() {
        return measured.probe.get();
    }

    /** The rows on which trials are compared. */
    public EvaluationSet evaluationSet() {
        return measured.evaluationSet.get();
    }

    /** The probe as a trial, to compare others with. */
    public Trial base() {
        return measured.base.get();
    }

    /**
     * The skill of the copy after its training: 1 is perfect, 0 as good as the best constant output; less than 0 is worse,
     * negative infinity a loss that is no number.
     */
    public double skillAfter() {
        return base().after();
    }

    /** The result of training the probe's copy on. */
    public ContinuedTraining continuedTraining() {
        return measured.continuedTraining.get();
    }

    /**
     * Whether the unchanged network, trained on, comes as far as a copy with a change: then it is slow, and not sick.
     *
     * @param comparison with that copy
     */
    public boolean catchesUp(TrialComparison comparison) {
        return reaches(comparison.asGood());
    }

    /** Whether the change helps, and the unchanged network does not come as far when it is trained on. */
    public boolean staysBehind(TrialComparison comparison) {
        return comparison.helps() && !catchesUp(comparison);
    }

    /** Whether a change of what is plainly odd counts: it makes the network learn, or the network stays behind it. */
    public boolean counts(TrialComparison comparison) {
        return comparison.works() || staysBehind(comparison);
    }

    /** Whether the unchanged network reaches a skill when it is trained on. */
    public boolean reaches(double skill) {
        return measured.curve.get().reaches(skill);
    }

    /** The distances that weights moved in the probe's training. */
    public WeightMovement movement() {
        return measured.movement.get();
    }

    /** The layers with weights at the start. */
    public List<LayerState> initialLayers() {
        return measured.initialLayers.get();
    }

    /** The same layers with {@linkplain org.gradientflow.diagnosis.variant.ReferenceInitialisation reference weights}. */
    public List<LayerState> referenceInitialLayers() {
        return measured.referenceInitialLayers.get();
    }

    /** The layers after the probe's training. */
    public List<LayerState> trainedLayers() {
        return measured.trainedLayers.get();
    }

    /** The same network with initial weights of the scale that its activations need, and biases of 0. */
    Subject reference() {
        return measured.reference.get();
    }

    /** The features' scale, that of the worst input. */
    public ColumnScale featureScale() {
        return measured.featureScale.get();
    }

    /** The labels' scale, that of the worst output; empty where an output's activation has limits: then it is no regression. */
    public Optional<ColumnScale> labelScale() {
        return measured.labelScale.get();
    }

    /** Whether labels can be told from features; empty for too few rows. */
    public Optional<LabelSignal> signal() {
        return measured.signal.get();
    }

    /**
     * A training of a changed copy.
     *
     * @param change that is tried; an equal one is the same trial
     * @param copy changed
     * @return what came of it; empty where it was not tried, as the cause is known
     */
    public Optional<Trial> trial(TrialChange change, Supplier<Subject> copy) {
        return attempt(trials, change, () -> trained(copy.get(), data(), evaluationSet()));
    }

    /** A training on other data of the same shape, as skill on that. */
    public Optional<Trial> trialOn(TrialChange change, Supplier<TrainingData> other) {
        return trial(change, subject()::copy, other);
    }

    /** A training with another learning rate, as a factor. */
    public Optional<Trial> trialAt(double rate) {
        return trial(new TrialChange.Rate(rate), () -> subject().variant(Changes.rate(rate)));
    }

    /** A training of a copy whose loss may have another scale, as skill by that loss. */
    public Optional<Trial> trial(TrialChange change, Supplier<Subject> copy, Supplier<TrainingData> other) {
        return attempt(trials, change, () -> {
            Subject changed = copy.get();
            TrainingData rows = other.get();
            return trained(changed, rows, EvaluationSet.of(changed, rows, batch(), measured.seed));
        });
    }

    /** A training of a copy on other data of the same kind, scored in a way of its own. */
    public Optional<Double> score(TrialChange change, TrainingData other, ToDoubleFunction<Subject> score) {
        return attempt(scores, change, () -> {
            Subject copy = subject().copy();
            Trial.train(copy, other.batches(batch(), measured.seed), steps());
            double reached = score.applyAsDouble(copy);
            copy.close();
            return reached;
        });
    }

    /** The probe's trained copy, to be asked and not to be trained. */
    public Subject trained() {
        return measured.trained();
    }

    private boolean mayTry() {
        return mayTry && !outOfTime();
    }

    /** Whether the time for trials is over. */
    public boolean outOfTime() {
        return measured.budget.over();
    }

    /** The time for trials, in seconds. */
    public long budget() {
        return measured.budget.seconds();
    }

    private Trial trained(Subject copy, TrainingData on, EvaluationSet evaluation) {
        Trial trial = Trial.of(copy, on.batches(batch(), measured.seed), steps(), evaluation);
        copy.close();
        return trial;
    }

    private <T> Optional<T> attempt(Map<TrialChange, T> made, TrialChange change, Supplier<T> training) {
        if (mayTry() && !made.containsKey(change)) {
            measured.progress.accept(change.words());
            made.put(change, training.get());
        }
        return Optional.ofNullable(made.get(change));
    }
}
