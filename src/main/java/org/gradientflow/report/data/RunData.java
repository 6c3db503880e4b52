package org.gradientflow.report.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.observation.Parameter;
import org.gradientflow.storage.FlowFile;
import org.gradientflow.storage.ModelFile;
import org.gradientflow.storage.RunSummary;
import org.gradientflow.storage.TraceFile;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.training.Provenance;

/**
 * The data of a run that figures and claims are made from.
 *
 * @param cases in the order in which they were trained
 * @param provenance versions and machine that produced the numbers
 */
public record RunData(List<CaseData> cases, Provenance provenance) {

    /**
     * Trains experiments, one after another, without writing files.
     *
     * @param experiments each with its own number of steps
     * @return what {@link #read} would return if the run had been saved
     */
    public static RunData train(Experiment... experiments) {
        Provenance provenance = Provenance.now();
        return new RunData(
                Stream.of(experiments)
                        .map(experiment -> Training.of(experiment, provenance))
                        .toList(),
                provenance);
    }

    /**
     * Reads a saved run.
     *
     * @param out the folder of a finished run
     * @return its data
     * @throws BadFileException if the folder is not a run, or a file in it is missing or damaged
     * @throws IOException when it can't be read
     */
    public static RunData read(Path out) throws IOException {
        RunSummary summary = RunSummary.read(out);
        if (summary.cases().isEmpty()) {
            throw new BadFileException(
                    out.resolve(RunSummary.NAME), "has no case: the run was stopped before its first step");
        }
        List<CaseData> cases = new ArrayList<>();
        for (RunSummary.Case one : summary.cases()) {
            cases.add(read(one, out.resolve(one.name())));
        }
        return new RunData(List.copyOf(cases), summary.provenance());
    }

    private static CaseData read(RunSummary.Case one, Path folder) throws IOException {
        Path trace = folder.resolve("trace.csv");
        TraceSummary steps = new TraceSummary(one.experiment(), one.steps());
        TraceFile.forEach(trace, steps);
        FlowFile file = FlowFile.open(folder.resolve(FlowFile.NAME));
        // A training that was resumed and stopped at once has no step of its own, and no snapshot.
        boolean none = steps.last() < 0 && file.snapshots() == 0;
        if (steps.last() + 1 != one.steps() && !none) {
            throw new BadFileException(
                    trace,
                    String.format(
                            Locale.ROOT, "is truncated: it ends with step %,d of %,d", steps.last() + 1, one.steps()));
        }
        FlowSummary flow = new FlowSummary(file.parameters());
        if (!flow.hasLayers()) {
            throw new BadFileException(folder.resolve(FlowFile.NAME), "has no weights of dense layers");
        }
        Path model = folder.resolve(ModelFile.NAME);
        if (steps.first() > 0 && Files.exists(model)) {
            flow.startFrom(start(model, flow.first()));
        }
        file.forEach(flow);
        return flow.build(one, file.every(), steps);
    }

    /** A resumed training has no step 0, but its model has kept the weights of that step. */
    private static float[] start(Path model, Parameter first) throws IOException {
        float[] start = ModelFile.readMemory(model).start();
        if (start.length != first.length()) {
            throw new BadFileException(model, "is from another network than " + FlowFile.NAME + " in the same folder");
        }
        return start;
    }

    /**
     * The case at a position.
     *
     * @param index from 0
     * @return the case
     */
    public CaseData get(int index) {
        return cases.get(index);
    }

    /**
     * Finds a case that was trained from step 0, with nothing changed except steps and seed.
     *
     * @param experiment that was trained
     * @return empty if the run has no such case
     */
    public Optional<CaseData> find(Experiment experiment) {
        return cases.stream()
                .filter(one -> one.summary()
                        .experiment()
                        .withSteps(experiment.steps())
                        .withSeed(experiment.seed())
                        .equals(experiment))
                .filter(one -> one.firstStep() == 0 && !one.weights().isEmpty())
                .findFirst();
    }
}
