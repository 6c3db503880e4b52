package org.gradientflow.watch;

import java.util.List;
import java.util.Optional;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.diagnosis.origin.NonFiniteCause;
import org.gradientflow.diagnosis.origin.NonFiniteFinder;
import org.gradientflow.diagnosis.origin.NonFiniteOrigin;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * A question to the doctor about a copy of a network in training: does it learn from the rows that it saw last?
 *
 * @param copy of the network, which nobody else uses
 * @param batches that it saw last
 * @param batch rows of a step
 * @param broken the steps that ended in a number that is not finite; empty where all are
 * @param suspicion what the statistics of the step show, the gravest
 * @param iteration of the network
 * @param epoch of the network
 */
record Confirmation(
        Subject copy,
        List<MultiDataSet> batches,
        int batch,
        Optional<BrokenSteps> broken,
        Suspicion suspicion,
        int iteration,
        int epoch) {
    /** Rows below which a network's score depends on chance more than on its learning. */
    private static final int FEW_ROWS = 16;

    /**
     * Steps of which the last ended in a number that is not finite.
     *
     * @param before the network before the first
     * @param batches one a step
     */
    record BrokenSteps(Subject before, List<MultiDataSet> batches) {
        Optional<NonFiniteOrigin> origin() {
            return NonFiniteFinder.of(before.model()).in(batches.iterator());
        }
    }

    /** An alarm where the doctor finds the network sick; empty where it learns, or nothing that was tried makes it learn. */
    Optional<Alarm> examine(WatchSettings settings) {
        Optional<NonFiniteOrigin> origin = broken.flatMap(BrokenSteps::origin);
        // What made the numbers grow may be the rate, the data or the initial weights: trials tell.
        boolean known = origin.isPresent() && origin.get().cause() != NonFiniteCause.OVERFLOW;
        Optional<Finding> cause = known ? Optional.empty() : sick(settings);
        return cause.map(finding -> origin.map(found -> because(found, finding)).orElse(finding))
                .or(() -> origin.map(NonFiniteOrigin::finding))
                .map(finding -> new Alarm(iteration, epoch, suspicion, finding, Optional.empty()));
    }

    private Optional<Finding> sick(WatchSettings settings) {
        TrainingData data = TrainingData.of(MultiDataSet.merge(batches));
        if (data.rows() < FEW_ROWS) {
            return Optional.empty();
        }
        Diagnosis diagnosis = Doctor.of(copy.model())
                .on(data)
                .batch(batch)
                .budget(settings.budget())
                .diagnose();
        return diagnosis instanceof Diagnosis.Sick
                ? diagnosis.findings().stream().findFirst().filter(finding -> finding.severity() == Severity.SEVERE)
                : Optional.empty();
    }

    /** Where the numbers overflowed, and then why. */
    private static Finding because(NonFiniteOrigin origin, Finding finding) {
        return new Finding(
                finding.cause(),
                origin.sentence(),
                finding.severity(),
                finding.layer(),
                finding.parameter(),
                finding.level(),
                finding.evidence(),
                finding.symptom() + " " + finding.explanation());
    }
}
