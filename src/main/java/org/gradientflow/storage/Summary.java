package org.gradientflow.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.training.Provenance;
import org.gradientflow.training.Run;

/**
 * {@code summary.json}. Numbers that are not finite are written as the texts {@code "NaN"} and {@code "Infinity"}.
 *
 * @param cases in the order in which they were asked for
 * @param provenance where the numbers come from
 */
public record Summary(List<Case> cases, Provenance provenance) {

    /** One case: see {@link Run}. */
    public record Case(
            String name,
            long seed,
            int steps,
            double loss,
            boolean trained,
            double slope,
            FirstLayerFlow.Figures firstLayer,
            double stepsPerSecond,
            Experiment experiment) {}

    /**
     * The summary of runs.
     *
     * @param runs finished or stopped
     * @param provenance of this process
     * @return the summary
     */
    public static Summary of(List<Run> runs, Provenance provenance) {
        return new Summary(
                runs.stream()
                        .map(run -> new Case(
                                run.experiment().name(),
                                run.experiment().seed(),
                                run.steps(),
                                run.loss(),
                                run.trained(),
                                run.slope(),
                                run.firstLayer(),
                                run.stepsPerSecond(),
                                run.experiment()))
                        .toList(),
                provenance);
    }

    /**
     * Writes it.
     *
     * @param file written atomically
     * @throws IOException when it can't be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, part -> Json.MAPPER.writeValue(part.toFile(), this));
    }
}
