package org.gradientflow.report.data;

import java.util.List;
import org.gradientflow.storage.RunSummary;

/**
 * One case of a run.
 *
 * @param summary the case in the run's summary
 * @param every step 0 and every {@code every}-th step after it were recorded
 * @param firstStep 0, or the step at which a resumed training starts
 * @param sampled whether only some of each array's elements were recorded
 * @param weights of the first layer, over steps 0 to 1,000
 * @param gradients of these weights, raw, over the same steps
 * @param layers from the input on
 * @param movedFrom the step from which movement is measured: 0, or the first recorded one if the initial weights are lost
 * @param moved distance of the first layer's weights from their values at that step, in each recorded step
 * @param movedRelative the same distance over the norm of those values
 * @param changed share of the recorded steps after the first in which a bit of the first layer's weights had changed since
 *     the one before
 * @param silentUnits units of the first layer whose weights had no gradient in any recorded step from 0 to 1,000
 * @param loss per row, means over blocks of steps
 * @param inputs of the last 1,000 steps
 * @param estimates for these inputs
 */
public record CaseData(
        RunSummary.Case summary,
        int every,
        int firstStep,
        boolean sampled,
        List<Distribution> weights,
        List<Distribution> gradients,
        List<Layer> layers,
        int movedFrom,
        Series moved,
        Series movedRelative,
        double changed,
        int silentUnits,
        Series loss,
        double[] inputs,
        double[] estimates) {

    /**
     * The name of the case.
     *
     * @return as in {@link org.gradientflow.experiment.Experiment#name Experiment.name}
     */
    public String name() {
        return summary.name();
    }

    /**
     * Whether any of steps 0 to 1,000 was recorded.
     *
     * @return false for a training that was resumed after step 1,000
     */
    public boolean hasBeginning() {
        return !first().gradientOverSteps().isEmpty();
    }

    /**
     * The first layer's weights, the original's {@code W:0}.
     *
     * @return the first of the layers
     */
    public Layer first() {
        return layers.get(0);
    }
}
