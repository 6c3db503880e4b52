package org.gradientflow.diagnosis.remedy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradientflow.diagnosis.loss.EvaluationSet;
import org.gradientflow.diagnosis.loss.LabelScore;
import org.gradientflow.diagnosis.trial.Refusal;
import org.gradientflow.diagnosis.trial.Trial;
import org.gradientflow.diagnosis.variant.Permuted;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains copies of a network in pairs: with a remedy and without, on the same rows in the same order, from initial weights of one
 * seed. The first pair starts from the network's own weights, the others from {@link Permuted} ones where they are as they were drawn.
 */
public final class PairedTrials {
    /**
     * The result of one training.
     *
     * @param skill by the network's loss
     * @param loss mean over the batches of a sample
     * @param fit of outputs and labels, whatever the loss
     * @param ownLoss whether the loss is one of the user's own, which may want something else of outputs than the labels
     */
    public record Score(double skill, double loss, double fit, boolean ownLoss) {}

    /** The sample's rows are the same in all pairs. */
    private static final long SAMPLE_SEED = 1;

    private final Subject subject;
    private final TrainingData data;
    private final int batch;
    private final int steps;
    private final boolean scaled;
    private final EvaluationSet evaluation;
    private final Map<Long, Score> without = new HashMap<>();
    private final Map<String, EvaluationSet> changed = new HashMap<>();
    private int trainings;

    public PairedTrials(Subject subject, TrainingData data, int batch, int steps) {
        this.subject = subject;
        this.data = data;
        this.batch = batch;
        this.steps = steps;
        scaled = LabelScore.scaled(subject);
        evaluation = EvaluationSet.of(subject.copy(), data, batch, SAMPLE_SEED);
    }

    /** Trainings so far. */
    public int trainings() {
        return trainings;
    }

    /** The rows that are looked at. */
    public List<MultiDataSet> sample() {
        return evaluation.batches();
    }

    Score without(long seed) {
        if (!without.containsKey(seed)) {
            without.put(seed, with(Remedy.NONE, seed));
        }
        return without.get(seed);
    }

    /** A training that DL4J refuses, for example for a loss that takes no such mask, has the worst score. */
    Score with(Remedy remedy, long seed) {
        trainings++;
        try {
            return trained(remedy, seed);
        } catch (RuntimeException thrown) {
            if (!Refusal.is(thrown)
                    || remedy == Remedy.NONE
                    || Thread.currentThread().isInterrupted()) {
                throw thrown;
            }
            return new Score(Double.NEGATIVE_INFINITY, Double.NaN, Double.NEGATIVE_INFINITY, !scaled);
        }
    }

    private Score trained(Remedy remedy, long seed) {
        TrainingData rows = remedy.data().apply(data);
        Nd4j.getRandom().setSeed(seed);
        Subject copy = remedy.drawn(subject, seed);
        if (!remedy.redraws() && subject.newborn() && seed > 1) {
            Permuted.weights(copy, seed);
        }
        remedy.start().accept(copy, rows);
        EvaluationSet measure = evaluation(remedy, copy, rows);
        Trial trial = Trial.of(copy, rows.batches(batch, seed), steps, measure);
        List<MultiDataSet> sample = measure.batches();
        double fit = trial.diverged() ? Double.NEGATIVE_INFINITY : LabelScore.of(copy, sample, scaled);
        copy.close();
        return new Score(number(trial.after()), trial.loss() / sample.size(), fit, !scaled);
    }

    /** Bounds are the same for all seeds; finding them costs as much as a short training. */
    private EvaluationSet evaluation(Remedy remedy, Subject copy, TrainingData rows) {
        return rows == data
                ? evaluation
                : changed.computeIfAbsent(remedy.change(), change -> EvaluationSet.of(copy, rows, batch, SAMPLE_SEED));
    }

    private static double number(double skill) {
        return Double.isNaN(skill) ? Double.NEGATIVE_INFINITY : skill;
    }
}
