package org.gradientflow.sweep;

import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.training.RecentSteps;

/**
 * What became of one network; NaN and infinity are what they are.
 *
 * @param loss of a row, mean of the last 1,000 steps
 * @param slope of the estimate against the input over the same steps
 * @param gradientStdStart standard deviation of the raw gradient of the first layer's weights, pooled over the first 10 steps:
 *     0 only where every element was, {@link Double#MIN_VALUE} where all were the same other number
 * @param gradientStd the same over steps 0 to 1,000
 * @param relativeDisplacement how far the first layer's weights are from their start, over the norm of their start
 * @param deadUnits see {@link DeadUnits}
 */
public record Result(
        double loss,
        double slope,
        double gradientStdStart,
        double gradientStd,
        double relativeDisplacement,
        int deadUnits) {
    /** Steps that {@link #gradientStdStart} pools. */
    public static final int START_STEPS = 10;

    /** What {@link #gradientStdStart} is of the elements of the first steps. */
    static double startStd(FirstLayerFlow.Pool pool) {
        double std = pool.std();
        return std == 0 && pool.sumOfSquares() > 0 ? Double.MIN_VALUE : std;
    }

    /**
     * Whether no gradient reached the first layer at the start.
     *
     * @return whether each of its weights' gradient elements was 0 in the first {@link #START_STEPS} steps
     */
    public boolean silent() {
        return gradientStdStart == 0;
    }

    /**
     * Whether the network has learned its task.
     *
     * @return whether the loss is below {@link RecentSteps#TRAINED_BELOW}
     */
    public boolean trained() {
        return loss < RecentSteps.TRAINED_BELOW;
    }
}
