package org.gradientflow.report.data;

import java.util.List;
import org.gradientflow.storage.RunSummary;

/**
 * One case of a run.
 *
 * @param summary what the run said of it
 * @param every step 0 and each so many after it were recorded
 * @param firstStep 0, or where a resumed training went on
 * @param sampled whether only some of each array's elements were recorded
 * @param weights of the first layer, over steps 0 to 1,000
 * @param gradients of them, raw
 * @param layers from the input on
 * @param movedFrom the step whose weights movement is measured from: 0, or the first recorded one where the true start is lost
 * @param moved distance of the first layer's weights from those of that step, in each recorded step
 * @param movedRelative the same over the norm of those
 * @param changed share of the recorded steps after the first in which a bit of the first layer's weights had changed since
 *     the one before
 * @param silentUnits units of the first layer whose weights had a gradient in none of steps 0 to 1,000 that were recorded
 * @param loss of a row, means over equal numbers of steps
 * @param inputs of the last 1,000 steps
 * @param estimates for them
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
     * Its name.
     *
     * @return as in {@link org.gradientflow.experiment.Experiment#name Experiment.name}
     */
    public String name() {
        return summary.name();
    }

    /**
     * Whether any of steps 0 to 1,000 was recorded.
     *
     * @return false for a training that went on later
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
