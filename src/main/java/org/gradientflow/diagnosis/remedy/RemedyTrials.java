package org.gradientflow.diagnosis.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gradientflow.diagnosis.trial.ContinuedTraining;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Prescription;

/**
 * A remedy, and the pairs that were trained to try it.
 *
 * @param remedy that was tried
 * @param without what each pair's unchanged copy reached
 * @param with what its changed copy reached
 */
public record RemedyTrials(Remedy remedy, List<PairedTrials.Score> without, List<PairedTrials.Score> with) {
    /** Four pairs of five: by chance, a change that does nothing helps as often in 3 of 16 cases (exact sign test). */
    private static final double MOST = 0.8;

    public static RemedyTrials once(Remedy remedy, PairedTrials pairs, long seed) {
        return new RemedyTrials(remedy, List.of(), List.of()).again(pairs, seed);
    }

    public RemedyTrials again(PairedTrials pairs, long seed) {
        List<PairedTrials.Score> before = new ArrayList<>(without);
        List<PairedTrials.Score> after = new ArrayList<>(with);
        before.add(pairs.without(seed));
        after.add(pairs.with(remedy, seed));
        return new RemedyTrials(remedy, before, after);
    }

    /** What the outputs tell of the labels. A loss of the user's own may want something else of them: then it counts itself. */
    private double skill(PairedTrials.Score score) {
        return score.ownLoss() && remedy.comparable() ? score.skill() : score.fit();
    }

    /** A number that falls with learning: the loss, or 1 less the score of the outputs. */
    private double loss(PairedTrials.Score score) {
        return remedy.comparable() ? score.loss() : 1 - score.fit();
    }

    public int helped() {
        int helped = 0;
        for (int i = 0; i < with.size(); i++) {
            double reached = skill(with.get(i));
            boolean better = new TrialComparison(Math.max(0, skill(without.get(i))), reached).helps();
            helped += better && reached >= ContinuedTraining.LEARNS ? 1 : 0;
        }
        return helped;
    }

    /** Whether so many pairs can still be helped as are wanted. */
    public boolean mayStillHelp(int pairs) {
        return helped() + pairs - with.size() >= Math.ceil(MOST * pairs);
    }

    public boolean helpedMost() {
        return helped() >= Math.ceil(MOST * with.size());
    }

    /** Median with the change. */
    public double skill() {
        return median(with, this::skill);
    }

    /** Not a library's, which leave out what is not a number: a training that diverged has the largest loss there is. */
    private static double median(List<PairedTrials.Score> scores, ToDoubleFunction<PairedTrials.Score> of) {
        double[] sorted = scores.stream().mapToDouble(of).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    public Prescription prescription() {
        return new Prescription(
                remedy.change(),
                true,
                median(without, this::loss),
                median(with, this::loss),
                with.size(),
                helped(),
                remedy.code());
    }
}
