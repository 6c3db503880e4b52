package org.gradientflow.cli.saved;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradientflow.cli.terminal.Fonts;
import org.gradientflow.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the report of a saved run, with the original's figures. */
@Command(
        name = "report",
        description = "Draws the figures of a saved run, and report.html, which contains them.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "OUT", description = "The folder of a run. An earlier report is replaced.")
    private Path out;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        Fonts.check();
        List<Path> files = Report.write(out);
        command.commandLine()
                .getOut()
                .println("wrote %s and %s figures in %s"
                        .formatted(files.get(0), files.size() - 1, out.resolve(Report.FIGURES)));
        command.commandLine().getOut().flush();
        return 0;
    }
}
