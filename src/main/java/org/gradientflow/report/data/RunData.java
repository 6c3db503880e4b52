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
 * What is drawn and judged of a run.
 *
 * @param cases in the order in which they were trained
 * @param provenance where the numbers come from
 */
public record RunData(List<CaseData> cases, Provenance provenance) {

    /**
     * Trains experiments, one after another, for their figures alone; no file is written.
     *
     * @param experiments each with its own number of steps
     * @return what {@link #read} would return, had they been saved
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
     * Reads a run back.
     *
     * @param out the folder of a finished run
     * @return its data
     * @throws BadFileException for a folder that is no run, or lacks a file, or has one that is damaged
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
        // A training that went on and was stopped at once has no step of its own, and so no snapshot either.
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

    /** A resumed training has recorded no step 0; its model remembers those weights. */
    private static float[] start(Path model, Parameter first) throws IOException {
        float[] start = ModelFile.readMemory(model).start();
        if (start.length != first.length()) {
            throw new BadFileException(model, "is of another network than " + FlowFile.NAME + " beside it");
        }
        return start;
    }

    /**
     * A case by its place.
     *
     * @param index from 0
     * @return the case
     */
    public CaseData get(int index) {
        return cases.get(index);
    }

    /**
     * A case, if the run has it from its first step on and unchanged but for steps and seed.
     *
     * @param experiment that was trained
     * @return empty where the run lacks it
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
