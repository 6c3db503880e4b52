package org.gradientflow.report.claim;

import java.util.List;
import org.gradientflow.report.data.RunData;

/** The claims about the original, each judged by the numbers of a run. */
public final class Claims {
    private Claims() {}

    /**
     * What the question and its answer say.
     *
     * @param run saved
     * @return each with its verdict
     */
    public static List<Claim> ofTheOriginal(RunData run) {
        return List.of(
                TrainingClaims.constantEstimate(run),
                GradientClaims.thousandTimes(run),
                GradientClaims.variances(run),
                TrainingClaims.xavierTrains(run),
                MovementClaims.xavierMovesSlower(run),
                TrainingClaims.autoencoder(run),
                TrainingClaims.adam(run));
    }

    /**
     * What the original does not say.
     *
     * @param run saved
     * @return each with its verdict
     */
    public static List<Claim> notInTheOriginal(RunData run) {
        return List.of(
                GradientClaims.notDyingUnits(run),
                MovementClaims.movementMisleads(run),
                TrainingClaims.adamAloneIsLuck(run));
    }
}
