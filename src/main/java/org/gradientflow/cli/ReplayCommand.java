package org.gradientflow.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;
import org.gradientflow.storage.InitialValues;
import org.gradientflow.storage.InputsFile;
import org.gradientflow.storage.TraceFile;
import org.gradientflow.training.Session;
import org.gradientflow.training.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The case from given initial values and inputs, to compare with another framework number by number. */
@Command(
        name = "replay",
        description =
                "Trains a case from given initial values and inputs and writes every step, first-layer weights included.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CASE",
            description = "One of ${COMPLETION-CANDIDATES}.",
            completionCandidates = CaseNames.class,
            converter = CaseNames.Converter.class)
    private Experiment experiment;

    @Option(
            names = "--initial",
            required = true,
            paramLabel = "CSV",
            description = "A line a variable: name,rows,cols,values...")
    private Path initial;

    @Option(names = "--inputs", required = true, paramLabel = "CSV", description = "A line a step: the batch's rows.")
    private Path inputs;

    @Option(names = "--out", required = true, paramLabel = "CSV", description = "Written; must not exist.")
    private Path out;

    @Option(names = "--steps", paramLabel = "N", description = "Updates (10000, or as many as there are inputs).")
    private Integer steps;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        InputsFile given = InputsFile.read(inputs, experiment.batch());
        Experiment replayed = experiment.withSteps(1);
        int count = steps == null ? Math.min(experiment.steps(), given.steps()) : steps;
        if (count < 1 || count > given.steps()) {
            throw new BadInputException(
                    "--steps must be from 1 to %,d, the lines of %s, not %,d".formatted(given.steps(), inputs, count));
        }
        MultiLayerNetwork network = Networks.create(replayed);
        InitialValues.assign(initial, network);
        int width = (int) network.getParam(Session.FIRST_LAYER).length();
        ConsoleOutput console = new ConsoleOutput(command);
        try (StopSignal stop = new StopSignal();
                TraceFile trace = new TraceFile(out, Session.FIRST_LAYER, width);
                Progress progress = console.progress(experiment.name(), 0, count)) {
            int done = new Trainer(network, given.signal(), experiment.batch())
                    .train(count, stop, List.of(trace, progress));
            if (done < count) {
                throw new BadInputException("stopped at step %,d of %,d; nothing was written".formatted(done, count));
            }
            trace.finish(done, network);
            trace.publish();
        }
        console.out().println("wrote " + out);
        return 0;
    }
}
