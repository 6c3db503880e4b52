package org.gradientflow.watch;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.model.Numbers;

/**
 * A confirmed finding of a training that runs.
 *
 * @param iteration of the network at which the suspicion arose, as DL4J counts
 * @param epoch likewise
 * @param suspicion that was confirmed
 * @param finding what the examination of a copy showed
 * @param saved file with the network, the batches that it saw last, and the finding; empty where none is saved
 */
public record Alarm(int iteration, int epoch, Suspicion suspicion, Finding finding, Optional<Path> saved) {
    /** Checks. */
    public Alarm {
        Objects.requireNonNull(suspicion, "suspicion");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(saved, "saved");
    }

    Alarm savedTo(Path file) {
        return new Alarm(iteration, epoch, suspicion, finding, Optional.of(file));
    }

    /**
     * The alarm in one line, as it is logged.
     *
     * @return when, where, what, what shows it, and where to read on
     */
    @Override
    public String toString() {
        boolean all = finding.layer().equals(Finding.ALL_LAYERS);
        return "iteration %s%s: %s. %s %s More: gradientflow explain %s%s"
                .formatted(
                        Numbers.count(iteration),
                        all ? "" : ", layer " + finding.layer(),
                        finding.cause().meaning(),
                        finding.symptom(),
                        finding.explanation(),
                        finding.cause().id(),
                        saved.map(file -> "; saved to " + file).orElse(""));
    }
}
