package org.gradientflow.cli.saved;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.ConsoleOutput;
import org.gradientflow.cli.terminal.StopSignal;
import org.gradientflow.cli.terminal.WholeNumber;
import org.gradientflow.recording.SavedStats;
import org.gradientflow.ui.TrainingUi;
import org.gradientflow.ui.TrainingUiException;
import org.gradientflow.ui.page.GradientFlowModule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows saved trainings in the UI. */
@Command(
        name = "ui",
        description = "Shows saved trainings in the UI until Ctrl-C. The files are not changed.",
        mixinStandardHelpOptions = true)
public final class UiCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "The stats.bin of a case, or any file of DL4J's FileStatsStorage.")
    private List<Path> files;

    @Option(
            names = "--port",
            converter = WholeNumber.Port.class,
            defaultValue = "9000",
            description = "Port of the UI (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address of the UI (${DEFAULT-VALUE}).")
    private String host;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        // Outermost: a hangup meanwhile must not end the program before the copies are deleted.
        try (StopSignal stop = new StopSignal()) {
            open(files.iterator(), new ArrayList<>(), stop);
            return 0;
        }
    }

    /** Each is closed, whatever becomes of another. */
    private void open(Iterator<Path> rest, List<SavedStats> opened, StopSignal stop) throws IOException {
        if (!rest.hasNext()) {
            show(opened, stop);
            return;
        }
        try (SavedStats saved = SavedStats.open(rest.next())) {
            opened.add(saved);
            open(rest, opened, stop);
        }
    }

    private void show(List<SavedStats> opened, StopSignal stop) {
        try (TrainingUi ui = TrainingUi.start(host, port)) {
            opened.forEach(saved -> ui.attach(saved.storage()));
            PrintWriter out = new ConsoleOutput(command).out();
            out.println("Gradient flow: " + ui.address() + GradientFlowModule.PATH + "#all until Ctrl-C");
            out.println("Training UI: " + ui.address() + "/train/overview");
            out.flush();
            stop.await();
        } catch (TrainingUiException busy) {
            throw new BadInputException(busy.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
