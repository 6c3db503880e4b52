package org.gradientflow.diagnosis.trial;

/**
 * What becomes of a network when it is trained on: the other half of the question whether it learns.
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

    /** How many times as long a network is trained before it is said that it does not learn. */
    private static final int PATIENCE = 10;

    /** Weights that have moved by as much as they were. */
    private static final double DOUBLED = 1;

    /** Trains the probe's copy on, once an examination. Everything that looks at the copy is measured before. */
    public static ContinuedTraining of(Examination examination) {
        return examination.once(ContinuedTraining.class, () -> {
            examination.after();
            return train(examination);
        });
    }

    private static ContinuedTraining train(Examination examination) {
        boolean counts = !WeightMovement.normalised(examination) && WeightMovement.first(examination) < DOUBLED;
        double skill = examination.skillAfter();
        boolean grows = false;
        int round = 1;
        while (round < PATIENCE && Double.isFinite(skill) && skill < LEARNS && !grows) {
            round++;
            skill = examination.trainOn(round);
            grows = counts && WeightMovement.firstBy(examination) >= DOUBLED && Double.isFinite(skill);
        }
        return new ContinuedTraining(round * examination.steps(), skill, grows);
    }

    public boolean learns() {
        return skill >= LEARNS || grows;
    }
}
