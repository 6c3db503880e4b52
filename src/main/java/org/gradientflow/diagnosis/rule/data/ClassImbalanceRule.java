package org.gradientflow.diagnosis.rule.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.gradientflow.diagnosis.loss.ClassCounts;
import org.gradientflow.diagnosis.loss.LabelScore;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.rule.TrialConfidence;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * A class is so rare that the network does not learn it, and a copy that is shown as many rows of each class does. Judged by the mean
 * share that is found of each class, because the loss hardly counts a rare class.
 */
public final class ClassImbalanceRule implements Rule {
    /** Rows that are scored, as evenly drawn from the classes as they allow. */
    private static final int ROWS = 512;

    /** The network finds at most this share of the rarest class. Chosen, not fitted. */
    private static final double FOUND = 0.34;

    /** The balanced copy's mean share found of each class, above that of guessing, is larger by this at least. Chosen, not fitted. */
    private static final double GAIN = 0.15;

    @Override
    public List<Finding> examine(Examination examination) {
        return ClassCounts.of(examination.data())
                .filter(ClassCounts::imbalanced)
                .flatMap(counts -> examine(examination, counts))
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<Finding> examine(Examination examination, ClassCounts counts) {
        TrainingData data = examination.data();
        Random random = new Random(1);
        TrainingData rows = data.select(counts.stratified(ROWS, random));
        List<MultiDataSet> sample = List.of(rows.toMultiDataSet());
        double found = LabelScore.found(examination.trained(), rows, counts.rarest());
        if (found > FOUND) {
            return Optional.empty();
        }
        double without = Math.max(0, LabelScore.of(examination.trained(), sample, true));
        return examination
                .score(
                        TrialChange.Kind.CLASSES_BALANCED,
                        data.select(counts.balanced(data.rows(), random)),
                        copy -> score(copy, sample))
                .map(with -> new TrialComparison(without, with))
                .filter(balanced -> balanced.with() - without >= GAIN && balanced.works())
                .map(balanced -> finding(counts, found, balanced, examination.steps()));
    }

    private static Finding finding(ClassCounts counts, double found, TrialComparison balanced, int steps) {
        double share = counts.rarestShare();
        return Finding.ofAll(
                Cause.CLASS_IMBALANCE,
                Severity.SEVERE,
                TrialConfidence.of(Optional.of(balanced), true),
                "%s of the rows belong to class %d, and the network finds %s of them."
                        .formatted(Numbers.percent(share), counts.rarest(), Numbers.percent(found)),
                "Trained on as many rows of each class, a copy reaches a score of %s in %s steps; the unchanged network reaches %s. The score is the mean share that is found of each class, above guessing."
                        .formatted(
                                Numbers.text(balanced.with()), Numbers.count(steps), Numbers.text(balanced.without())),
                Map.of(
                        "share of the rarest class",
                        share,
                        "found of it",
                        found,
                        "score",
                        balanced.without(),
                        "score with balanced rows",
                        balanced.with()));
    }

    private static double score(Subject copy, List<MultiDataSet> sample) {
        double score = LabelScore.of(copy, sample, true);
        return Double.isFinite(score) ? score : 0;
    }
}
