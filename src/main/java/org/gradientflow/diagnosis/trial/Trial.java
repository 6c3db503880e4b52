package org.gradientflow.diagnosis.trial;

import java.util.Arrays;
import java.util.Iterator;
import org.gradientflow.diagnosis.loss.EvaluationSet;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;

/**
 * A short training of a copy.
 *
 * @param before skill on the bench before
 * @param after skill on the bench after
 * @param loss on the bench after
 * @param losses of each step, with regularisation; the last one is not finite where training broke off
 * @param trained the copy
 */
public record Trial(double before, double after, double loss, double[] losses, Subject trained) {
    /**
     * Trains, and stops where the loss is no longer a number.
     *
     * @param copy that may be changed
     * @param batches to train on
     * @param steps at most
     * @param bench that skill is measured on
     * @return what came out
     */
    public static Trial of(Subject copy, Iterator<TrainingData> batches, int steps, EvaluationSet bench) {
        double before = bench.skill(bench.loss(copy));
        double[] losses = new double[steps];
        int done = 0;
        while (done < steps && (done == 0 || Double.isFinite(losses[done - 1]))) {
            copy.fit(batches.next());
            losses[done++] = copy.score();
        }
        double loss = bench.loss(copy);
        return new Trial(before, bench.skill(loss), loss, Arrays.copyOf(losses, done), copy);
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
