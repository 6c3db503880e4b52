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

/** A page with the original's pictures, from what a run saved. */
@Command(
        name = "report",
        description = "Draws report.html, which needs nothing beside it, and its figures from a saved run.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "OUT", description = "The folder of a run; a report drawn before is replaced.")
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
