package org.gradientflow.benchmark.real;

import java.util.List;
import java.util.Locale;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.Skill;
import org.gradientflow.benchmark.models.Training;
import org.gradientflow.diagnosis.Prescriber;
import org.gradientflow.diagnosis.remedy.Remedy;
import org.gradientflow.diagnosis.remedy.RemedyTrials;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The first prescription for a model, and what plain trainings reach with it and without it, by accuracy or R squared and not by
 * the network's own loss.
 *
 * @param change in words; empty where none is prescribed
 * @param without what the unchanged network reaches
 * @param with what it reaches with the change
 */
record FirstPrescription(String change, double without, double with) {
    /** By so much it must be better: above what another order of rows does. */
    private static final double BETTER = 0.1;

    /** Not the seed of the prescriber's own trials. */
    private static final long SEED = 77;

    static FirstPrescription of(RealModel model, Diagnosis diagnosis) {
        List<RemedyTrials> trials = Prescriber.of(model.network().get())
                .on(model.data().get())
                .batch(model.batch())
                .trials(diagnosis);
        double without = model.reached(SEED);
        if (trials.isEmpty()) {
            return new FirstPrescription("", without, without);
        }
        Remedy remedy = trials.get(0).remedy();
        return new FirstPrescription(remedy.change(), without, reached(model, remedy));
    }

    /** Guessing and worse are the same. */
    boolean helps() {
        return with >= Math.max(0, without) + BETTER;
    }

    private static double reached(RealModel model, Remedy remedy) {
        TrainingData own = TrainingData.of(model.data().get());
        TrainingData rows = remedy.data().apply(own);
        Subject network = Subject.of(model.network().get());
        Nd4j.getRandom().setSeed(SEED);
        Subject changed = remedy.drawn(network, SEED);
        remedy.start().accept(changed, rows);
        BenchmarkModel plain = model.trained(SEED);
        BenchmarkModel cured = new BenchmarkModel(
                plain.name(),
                plain.architecture(),
                plain.dataset(),
                plain.fault(),
                plain.layers(),
                changed::model,
                rows.toDataSet(),
                plain.batch(),
                plain.steps(),
                SEED);
        INDArray labels = labels(model, own, rows);
        return Skill.of(Training.output(Training.train(cured), cured.data().getFeatures()), labels);
    }

    /** Scaled numbers count as the remedy gives them; classes as the user meant them, where rows are the same. */
    private static INDArray labels(RealModel model, TrainingData own, TrainingData rows) {
        INDArray meant = model.meant().get();
        boolean asGiven = meant.equals(own.labels().get(0));
        return asGiven || rows.rows() != own.rows() ? rows.labels().get(0) : meant;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s: %.2f without, %.2f with",
                helps() ? "helps" : "FAILS",
                change.isEmpty() ? "no prescription" : change,
                without,
                with);
    }
}
