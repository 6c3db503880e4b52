package org.gradientflow.watch;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.diagnosis.origin.NonFiniteFinder;
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
 * @param suspicions what the statistics of the step show, by precedence
 * @param iteration of the network
 * @param epoch of the network
 */
record Confirmation(
        Subject copy, List<MultiDataSet> batches, int batch, Set<Suspicion> suspicions, int iteration, int epoch) {
    /** Rows below which a network's score depends on chance more than on its learning. */
    private static final int FEW_ROWS = 16;

    /** A number that is not finite needs no trial: the steps since the last good one are made again. */
    private Optional<Alarm> origin() {
        return NonFiniteFinder.of(copy.model()).in(batches.iterator()).map(origin -> alarm(origin.finding()));
    }

    private Alarm alarm(Finding finding) {
        return new Alarm(iteration, epoch, suspicions.iterator().next(), finding, Optional.empty());
    }

    /** An alarm where the doctor finds the network sick; empty where it learns, or nothing that was tried makes it learn. */
    Optional<Alarm> examine(WatchSettings settings) {
        if (suspicions.contains(Suspicion.NON_FINITE)) {
            return origin();
        }
        TrainingData data = TrainingData.of(MultiDataSet.merge(batches));
        Diagnosis diagnosis = Doctor.of(copy.model())
                .on(data)
                .batch(batch)
                .budget(settings.budget())
                .diagnose();
        if (!(diagnosis instanceof Diagnosis.Sick) || data.rows() < FEW_ROWS) {
            return Optional.empty();
        }
        Finding finding = diagnosis.findings().get(0);
        return finding.severity() == Severity.SEVERE ? Optional.of(alarm(finding)) : Optional.empty();
    }
}
