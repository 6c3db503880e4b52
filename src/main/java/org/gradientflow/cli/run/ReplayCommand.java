package org.gradientflow.cli.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.CaseNames;
import org.gradientflow.cli.terminal.ConsoleOutput;
import org.gradientflow.cli.terminal.ProgressDisplay;
import org.gradientflow.cli.terminal.StopSignal;
import org.gradientflow.cli.terminal.WholeNumber;
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

/** Trains a case from given initial values and inputs, to compare it with another framework number by number. */
@Command(
        name = "replay",
        description =
                "Trains a case from given initial values and inputs, and writes every step with the first layer's weights.",
        mixinStandardHelpOptions = true,
        footer = {"", "Defaults are in parentheses."})
public final class ReplayCommand implements Callable<Integer> {
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
            description = "Initial values, one line for each variable: name,rows,cols,values...")
    private Path initial;

    @Option(
            names = "--inputs",
            required = true,
            paramLabel = "CSV",
            description = "Inputs, a line for each step: the rows of its batch.")
    private Path inputs;

    @Option(names = "--out", required = true, paramLabel = "CSV", description = "File for the trace; must not exist.")
    private Path out;

    @Option(
            names = "--steps",
            converter = WholeNumber.Steps.class,
            paramLabel = "N",
            description = "Number of updates (one for each line of the inputs, 10,000 at most).")
    private Integer steps;

    @Spec
    private CommandSpec command;

    /** Fails early, before the files are read and the case is trained. */
    private void checkOut() throws IOException {
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        Path folder = out.toAbsolutePath().getParent();
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
    }

    @Override
    public Integer call() throws IOException {
        checkOut();
        InputsFile given = InputsFile.read(inputs, experiment.batch());
        int count = steps == null ? Math.min(experiment.steps(), given.steps()) : steps;
        if (count < 1 || count > given.steps()) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "--steps must be from 1 to %,d, as %s has %,d lines, not %,d",
                    given.steps(),
                    inputs,
                    given.steps(),
                    count));
        }
        MultiLayerNetwork network = Networks.create(experiment);
        InitialValues.assign(initial, network);
        int width = (int) network.getParam(Session.FIRST_LAYER).length();
        ConsoleOutput console = new ConsoleOutput(command);
        try (StopSignal stop = new StopSignal();
                TraceFile trace = new TraceFile(out, Session.FIRST_LAYER, width);
                ProgressDisplay progress = console.progress(experiment.name(), 0, count, "steps")) {
            int done = new Trainer(network, given.signal(), experiment.batch())
                    .train(count, stop, List.of(trace, ProgressDisplay.listener(progress)));
            if (done < count) {
                console.out().printf(Locale.ROOT, "stopped at step %,d of %,d; nothing was written%n", done, count);
                return StopSignal.EXIT_CODE;
            }
            trace.finish(done, network);
            trace.publish();
        }
        console.out().println("wrote " + out);
        return 0;
    }
}
