package org.gradientflow.diagnosis.trial;

import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;

/**
 * The result of training on a network that has not learned in the usual number of steps.
 *
 * @param steps in all
 * @param skill at the end
 * @param grows whether the first layer, whose weights had not doubled before, has grown beyond that since: a plateau that ends.
 *     The original's two-layer net, which learns after 4,000 steps, has doubled its by 1,500; the three-layer net's have moved by
 *     0.01 after 5,000. Never so where the updater normalises its steps: then weights move whether it learns or not
 */
public record ContinuedTraining(int steps, double skill, boolean grows) {
    /** Enough above 0, the best constant, to be no accident on 256 rows. */
    public static final double LEARNS = 0.15;

    /** Weights that have moved by as much as they were. */
    private static final double DOUBLED = 1;

    /**
     * Trains until the network has learned something, its first layer has grown, or patience ends.
     *
     * @param skill after the first round
     * @param steps of a round
     * @param movement in the first round
     * @param outOfTime whether no further round may be trained
     * @param round trains for one more round, given its number from 2, and returns the skill then
     * @param moved distance of the first layer's weights from their start by now, relative to their size
     */
    static ContinuedTraining of(
            double skill,
            int steps,
            WeightMovement movement,
            BooleanSupplier outOfTime,
            IntToDoubleFunction round,
            DoubleSupplier moved) {
        boolean counts = !movement.normalised() && movement.first() < DOUBLED;
        double now = skill;
        boolean grows = false;
        int rounds = 1;
        while (rounds < LearningCurve.PATIENCE
                && !outOfTime.getAsBoolean()
                && Double.isFinite(now)
                && now < LEARNS
                && !grows) {
            rounds++;
            now = round.applyAsDouble(rounds);
            grows = counts && moved.getAsDouble() >= DOUBLED && Double.isFinite(now);
        }
        return new ContinuedTraining(rounds * steps, now, grows);
    }

    public boolean learns() {
        return skill >= LEARNS || grows;
    }
}
