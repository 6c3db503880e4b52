package org.gradientflow.sweep.engine;

import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.training.RecentSteps;

/**
 * How the training of one network ended; NaN and infinity are what they are.
 *
 * @param loss of a row, mean of the last 1,000 steps
 * @param slope of the estimate against the input over the same steps
 * @param gradientStdStart standard deviation of the raw gradient of the first layer's weights, pooled over the first 10 steps
 * @param gradientStd the same over steps 0 to 1,000
 * @param relativeDisplacement how far the first layer's weights are from their start, over the norm of their start
 * @param deadUnits see {@link DeadUnits}
 * @param silent whether no gradient reached the first layer at the start: each of its weights' gradient elements was 0 in the
 *     first 10 steps
 */
public record Result(
        double loss,
        double slope,
        double gradientStdStart,
        double gradientStd,
        double relativeDisplacement,
        int deadUnits,
        boolean silent) {
    /** Steps of the start. */
    public static final int START_STEPS = 10;

    /** Whether every element was 0. Elements that are all one other number have no standard deviation either. */
    static boolean isSilent(FirstLayerFlow.Pool start) {
        return start.sumOfSquares() == 0;
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
