package org.gradientflow.diagnosis;

import java.util.Collections;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.diagnosis.loss.EvaluationSet;
import org.gradientflow.diagnosis.trial.Trial;
import org.gradientflow.model.IsolatedThread;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;

/**
 * Whether a network can learn one batch by heart. One that can't has no use for more data.
 *
 * <pre>{@code
 * OneBatch result = OneBatch.of(network, data, 32);
 * }</pre>
 *
 * @param rows of the batch
 * @param steps that were made at most
 * @param skill on the batch: 1 is by heart, 0 the best constant output
 */
public record OneBatch(int rows, int steps, double skill) {
    /** Of what can be learned beyond a constant output. */
    private static final double BY_HEART = 0.9;

    /** Steps in which a network of any size learns a few rows. */
    private static final int STEPS = 1_000;

    /** Of the loss; less is rounding. */
    private static final double SOME = 1e-6;

    /** A single row is learned by a bias alone. */
    private static final int LEAST_ROWS = 8;

    /**
     * Trains a copy on one batch again and again.
     *
     * @param model initialised; is not changed
     * @param data of which a random batch is taken
     * @param batch rows, 8 at least where there are as many
     * @return what it learned
     */
    public static OneBatch of(Model model, TrainingData data, int batch) {
        Subject subject = Subject.of(model);
        return IsolatedThread.call("one-batch", "one batch was learned", () -> {
            IsolatedThread.seed(1);
            int rows = Math.min(Math.max(batch, LEAST_ROWS), data.rows());
            TrainingData one = data.sample(rows, 1);
            EvaluationSet evaluation = EvaluationSet.of(subject.copy(), one, rows, 1);
            Subject copy = subject.copy();
            double before = evaluation.loss(copy);
            Trial trial = Trial.of(copy, Collections.nCopies(STEPS, one).iterator(), STEPS, evaluation);
            copy.close();
            double range = evaluation.constant() - evaluation.free();
            // A loss that looks at one row knows no better output than a constant: then what it lost counts.
            boolean flat = !(range > SOME * Math.abs(evaluation.constant()));
            return new OneBatch(rows, STEPS, flat ? 1 - trial.loss() / before : trial.after());
        });
    }

    /**
     * Whether it knows the batch.
     *
     * @return false also where the loss is no number
     */
    public boolean byHeart() {
        return skill >= BY_HEART;
    }
}
