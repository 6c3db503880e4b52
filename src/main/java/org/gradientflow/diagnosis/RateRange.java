package org.gradientflow.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.diagnosis.loss.EvaluationSet;
import org.gradientflow.diagnosis.trial.Trial;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Changes;
import org.gradientflow.model.IsolatedThread;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;

/**
 * The learning-rate range test: what a network learns in a few steps with each of many learning rates, from the same start.
 *
 * <pre>{@code
 * RateRange range = RateRange.of(network, data, 32);
 * }</pre>
 *
 * @param points by rate, the smallest first
 * @param own rate of the network's first layer that learns
 */
public record RateRange(List<Point> points, double own) {
    /** Rates from here, in half decades. */
    private static final double LEAST = 1e-7;

    private static final int HALF_DECADES = 16;

    /** Steps of each rate: most networks show by then that they fall or diverge. */
    public static final int STEPS = 60;

    /** A rate is useful where a copy learns this share of what it learns with the best one. */
    private static final double USEFUL = 0.5;

    /** Less than this was learned by chance. */
    private static final double LEARNED = 0.05;

    /**
     * What one rate gives.
     *
     * @param rate of the first layer that learns; those of other layers keep their ratio to it
     * @param skill after the steps: 1 is perfect, 0 the best constant output; negative infinity for a loss that is no number
     */
    public record Point(double rate, double skill) {}

    /** Copies the list. */
    public RateRange {
        points = List.copyOf(points);
    }

    /**
     * Trains a copy with each rate.
     *
     * @param model initialised; is not changed
     * @param data to learn
     * @param batch rows of a step
     * @return the range
     * @throws IllegalArgumentException if no layer has a learning rate above 0
     */
    public static RateRange of(Model model, TrainingData data, int batch) {
        Subject subject = Subject.of(model);
        double own = Architecture.of(model).withParameters().stream()
                .filter(LayerFacts::learns)
                .mapToDouble(layer -> layer.updating().learningRate())
                .filter(rate -> rate > 0)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no layer has a learning rate above 0"));
        return IsolatedThread.call("rate-range", "rates were tried", () -> {
            IsolatedThread.seed(1);
            int rows = Math.min(batch, data.rows());
            EvaluationSet evaluation = EvaluationSet.of(subject.copy(), data, rows, 1);
            List<Point> points = new ArrayList<>();
            for (int i = 0; i <= HALF_DECADES; i++) {
                double rate = LEAST * Math.pow(10, i / 2.0);
                Subject copy = subject.variant(Changes.rate(rate / own));
                double skill =
                        Trial.of(copy, data.batches(rows, 1), STEPS, evaluation).after();
                copy.close();
                points.add(new Point(rate, skill));
            }
            return new RateRange(points, own);
        });
    }

    /**
     * The smallest rate of the useful ones around the best.
     *
     * @return empty where no rate learns anything
     */
    public OptionalDouble least() {
        return edge(-1);
    }

    /**
     * The largest rate of the useful ones around the best.
     *
     * @return empty where no rate learns anything
     */
    public OptionalDouble largest() {
        return edge(1);
    }

    private OptionalDouble edge(int direction) {
        int best = 0;
        for (int i = 0; i < points.size(); i++) {
            best = points.get(i).skill > points.get(best).skill ? i : best;
        }
        double most = points.get(best).skill;
        if (!(most >= LEARNED)) {
            return OptionalDouble.empty();
        }
        int at = best;
        while (at + direction >= 0
                && at + direction < points.size()
                && points.get(at + direction).skill >= USEFUL * most) {
            at += direction;
        }
        return OptionalDouble.of(points.get(at).rate);
    }
}
