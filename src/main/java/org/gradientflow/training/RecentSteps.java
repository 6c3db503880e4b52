package org.gradientflow.training;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Keeps the last 1,000 steps, and computes their mean loss and the slope of the estimate against the input. */
public final class RecentSteps implements Step.Listener {
    /** The number of steps that are kept. */
    public static final int KEPT = 1_000;

    /** A network has trained if its recent mean loss is below this. A constant estimate has 1/3, the variance of the input. */
    public static final double TRAINED_BELOW = 0.01;

    private final int countedRows;
    private final ArrayDeque<Step> steps = new ArrayDeque<>(KEPT);

    /**
     * Continues after earlier steps.
     *
     * @param countedRows number of rows that a step's loss is a sum over
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
     * The steps that are kept.
     *
     * @return oldest first
     */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /**
     * The mean loss per row. A step's loss is a sum over rows, so only the loss per row compares between batch sizes.
     *
     * @return NaN if there was no step, or a loss was NaN
     */
    public double loss() {
        return steps.stream().mapToDouble(Step::loss).average().orElse(Double.NaN) / countedRows;
    }

    /**
     * Whether the loss is below {@link #TRAINED_BELOW}.
     *
     * @return false if the loss is NaN, too
     */
    public boolean trained() {
        return loss() < TRAINED_BELOW;
    }

    /**
     * The least-squares slope of {@code estimate0} against {@code x0}: 1 if the estimate follows the input, 0 if it is
     * constant.
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
