package org.gradientflow.diagnosis.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntToDoubleFunction;

/**
 * The skill of the unchanged network, trained on round by round. Rounds are trained when they are asked for, and once.
 */
final class LearningCurve {
    /** How many times as long a network is trained before the doctor says that it learns no further. */
    static final int PATIENCE = 10;

    private static final double HALF = 0.5;

    private final List<Double> skills = new ArrayList<>();
    private final BooleanSupplier outOfTime;
    private final IntToDoubleFunction round;

    /**
     * Nothing is trained yet.
     *
     * @param first skill after the first round
     * @param outOfTime whether no further round may be trained
     * @param round trains for one more round, given its number from 2, and returns the skill then
     */
    LearningCurve(double first, BooleanSupplier outOfTime, IntToDoubleFunction round) {
        skills.add(first);
        this.outOfTime = outOfTime;
        this.round = round;
    }

    /**
     * The skill after a round.
     *
     * @param number of the round, from 1
     */
    double after(int number) {
        while (skills.size() < number) {
            skills.add(round.applyAsDouble(skills.size() + 1));
        }
        return skills.get(number - 1);
    }

    /**
     * Whether the network reaches a skill within the rounds that the doctor waits. It ends early once the loss is no number; and when
     * time is over: then it counts as reached from half of the skill on.
     */
    boolean reaches(double skill) {
        int number = 0;
        do {
            number++;
            if (after(number) >= skill) {
                return true;
            }
        } while (number < PATIENCE && after(number) > Double.NEGATIVE_INFINITY && !outOfTime.getAsBoolean());
        return outOfTime.getAsBoolean() && number < PATIENCE && after(number) >= HALF * skill;
    }
}
