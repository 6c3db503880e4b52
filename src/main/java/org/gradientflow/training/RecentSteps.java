package org.gradientflow.training;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The last 1,000 steps: their mean loss, and the slope of the estimate against the input. */
public final class RecentSteps implements Step.Listener {
    /** The number of steps kept; of a shorter training, all. */
    public static final int KEPT = 1_000;

    /** A training whose recent mean loss is below this has trained. The input's variance is 1/3: a constant estimate has .33. */
    public static final double TRAINED_BELOW = 0.01;

    private final int countedRows;
    private final ArrayDeque<Step> steps = new ArrayDeque<>(KEPT);

    /**
     * Goes on after steps seen before.
     *
     * @param countedRows rows whose errors a step's loss sums up
     * @param before the last steps, oldest first; empty for a new training
     */
    public RecentSteps(int countedRows, Collection<Step> before) {
        this.countedRows = countedRows;
        steps.addAll(before);
    }

    @Override
    public void after(Step step, MultiLayerNetwork network) {
        if (steps.size() == KEPT) {
            steps.removeFirst();
        }
        steps.addLast(step);
    }

    /**
     * The steps kept.
     *
     * @return oldest first
     */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /**
     * The mean loss of a row: a step's loss is a sum, and only a row's loss compares between batches.
     *
     * @return NaN when no step was seen or a loss was NaN
     */
    public double loss() {
        return steps.stream().mapToDouble(Step::loss).average().orElse(Double.NaN) / countedRows;
    }

    /**
     * Whether the loss is below {@link #TRAINED_BELOW}.
     *
     * @return false too when it is not a number
     */
    public boolean trained() {
        return loss() < TRAINED_BELOW;
    }

    /**
     * The least-squares slope of {@code estimate0} against {@code x0}: 1 where the estimate follows the input, 0 where it is
     * a constant.
     *
     * @return NaN with fewer than two different inputs
     */
    public double slope() {
        double meanInput = steps.stream().mapToDouble(Step::x0).average().orElse(Double.NaN);
        double meanEstimate =
                steps.stream().mapToDouble(Step::estimate0).average().orElse(Double.NaN);
        double covariance = 0;
        double variance = 0;
        for (Step step : steps) {
            double input = step.x0() - meanInput;
            covariance += input * (step.estimate0() - meanEstimate);
            variance += input * input;
        }
        return covariance / variance;
    }
}
