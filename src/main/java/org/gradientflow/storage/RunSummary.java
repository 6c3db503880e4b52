package org.gradientflow.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.training.Provenance;
import org.gradientflow.training.Run;

/**
 * {@code summary.json}. Numbers that are not finite are written as the texts {@code "NaN"} and {@code "Infinity"}.
 *
 * @param cases in the order in which they were asked for
 * @param provenance where the numbers come from
 */
public record RunSummary(List<Case> cases, Provenance provenance) {
    /** Its name in the folder of a run. */
    public static final String NAME = "summary.json";

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
    public static RunSummary of(List<Run> runs, Provenance provenance) {
        return new RunSummary(
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
     * Reads what {@link #write} wrote.
     *
     * @param folder of a run
     * @return its summary
     * @throws BadFileException when the folder has none, or the file is damaged
     * @throws IOException when it can't be read
     */
    public static RunSummary read(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new BadFileException(
                    folder,
                    "is not the folder of a finished run, because it has no " + NAME
                            + "; give the folder that run printed as Results");
        }
        try {
            RunSummary summary = Json.read(file, RunSummary.class);
            if (summary == null || summary.cases == null || summary.provenance == null || !whole(summary.cases)) {
                throw new BadFileException(file, "is not complete; give the folder of another run");
            }
            return summary;
        } catch (JsonProcessingException damaged) {
            throw new BadFileException(file, "is damaged: " + Json.why(damaged) + "; give the folder of another run");
        }
    }

    /** The name of a case is the name of its folder, which {@link Experiment} keeps free of separators. */
    private static boolean whole(List<Case> cases) {
        return cases.stream()
                .allMatch(one -> one != null
                        && one.experiment != null
                        && one.firstLayer != null
                        && one.experiment.name().equals(one.name));
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
