package org.gradientflow.diagnosis.trial;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.DoubleStream;
import org.gradientflow.diagnosis.loss.EvaluationSet;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;

/**
 * The result of a short training of a copy. The copy itself is not kept.
 *
 * @param before skill on the evaluation set before the training
 * @param after skill on the evaluation set after it
 * @param loss on the evaluation set after it
 * @param losses of each step, with regularisation; the last one is not finite where training broke off
 */
public record Trial(double before, double after, double loss, double[] losses) {
    /** A trial is looked at after each of so many parts. */
    private static final int PARTS = 4;

    /** A trial that has learned this much has shown what it can: no more steps are made. */
    private static final double DECIDED = 0.9;

    /**
     * Trains, and stops where the loss is no longer a number.
     *
     * @param copy that may be changed
     * @param batches to train on
     * @param steps at most
     * @param evaluation set that skill is measured on
     * @return what came out
     */
    public static Trial of(Subject copy, Iterator<TrainingData> batches, int steps, EvaluationSet evaluation) {
        double before = evaluation.skill(evaluation.loss(copy));
        double[] losses = new double[0];
        double loss = Double.NaN;
        for (int part = 1; part <= PARTS; part++) {
            losses = joined(losses, train(copy, batches, steps * part / PARTS - losses.length));
            loss = evaluation.loss(copy);
            if (evaluation.skill(loss) >= DECIDED || !Double.isFinite(losses[losses.length - 1])) {
                break;
            }
        }
        return new Trial(before, evaluation.skill(loss), loss, losses);
    }

    private static double[] joined(double[] first, double[] second) {
        return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    /** The losses of the steps; the last one is not finite where training broke off. */
    static double[] train(Subject copy, Iterator<TrainingData> batches, int steps) {
        double[] losses = new double[steps];
        int done = 0;
        while (done < steps && (done == 0 || Double.isFinite(losses[done - 1]))) {
            copy.fit(batches.next());
            losses[done++] = copy.score();
        }
        return Arrays.copyOf(losses, done);
    }

    public boolean diverged() {
        return !Double.isFinite(losses[losses.length - 1]) || !Double.isFinite(loss);
    }

    /** Mean loss of a part of the training, from and to as shares of its steps. */
    double mean(double from, double to) {
        return Arrays.stream(losses, (int) (from * losses.length), Math.max(1, (int) (to * losses.length)))
                .average()
                .orElse(Double.NaN);
    }
}
