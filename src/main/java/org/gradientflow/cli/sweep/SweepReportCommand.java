package org.gradientflow.cli.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.Fonts;
import org.gradientflow.report.SweepReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws a page with the success rates of a sweep and the map of where its networks train. */
@Command(
        name = "sweep-report",
        description =
                "Draws a sweep's success rates: report.html, which needs no other file, the figures, and cells.csv.",
        mixinStandardHelpOptions = true,
        footer = {"", "The report predicts a border if the sweep's record, NAME.grid.yaml, is beside NAME.csv."})
public final class SweepReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The rows of a sweep, or the concatenated rows of its shards.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder for the report (FILE-report). An older report in it is replaced.")
    private Path out;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        if (file.getFileName() == null || file.toString().isBlank()) {
            throw new BadInputException("FILE must name a sweep's rows");
        }
        Fonts.check();
        Path folder = out == null ? file.resolveSibling(name()) : out;
        List<Path> files = SweepReport.write(file, folder);
        command.commandLine().getOut().println("wrote " + files.get(0) + " and beside it " + beside(files));
        command.commandLine().getOut().flush();
        return 0;
    }

    private String name() {
        return file.getFileName().toString().replaceFirst("\\.csv$", "") + "-report";
    }

    private static String beside(List<Path> files) {
        return String.join(
                ", ",
                files.stream()
                        .skip(1)
                        .map(path -> path.getFileName().toString())
                        .toList());
    }
}
