package org.gradientflow.cli.saved;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.storage.FlowFile;
import org.gradientflow.storage.RunSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exports a saved run as TensorBoard's event files. */
@Command(
        name = "export-tensorboard",
        description = "Writes the histograms and the loss of a saved run as event files that TensorBoard opens.",
        mixinStandardHelpOptions = true)
public final class ExportTensorBoardCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OUT", description = "The folder of a run.")
    private Path out;

    @Parameters(
            index = "1",
            paramLabel = "DIR",
            description = "Folder for the new train_log_... folders; none of them may exist.")
    private Path directory;

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "CASE",
            description = "Export only these cases (all of the run).")
    private List<String> names = List.of();

    @Spec
    private CommandSpec command;

    /** One case's record and where it goes. */
    private record Export(FlowFile flow, Path folder) {}

    @Override
    public Integer call() throws IOException {
        TensorBoardFolders folders = new TensorBoardFolders(directory);
        List<Export> exports = new ArrayList<>();
        Map<Path, String> taken = new HashMap<>();
        // Everything is read through before anything is written.
        for (RunSummary.Case one : SavedCases.of(out, names)) {
            Path folder = folders.free(one.experiment());
            String other = taken.putIfAbsent(folder, one.name());
            if (other != null) {
                throw new BadInputException(
                        "%s and %s would both be written to %s; export each case to a DIR of its own"
                                .formatted(other, one.name(), folder));
            }
            exports.add(new Export(FlowFile.open(out.resolve(one.name()).resolve(FlowFile.NAME)), folder));
        }
        folders.prepare();
        for (Export export : exports) {
            TensorBoardFolders.write(export.folder, export.flow());
            command.commandLine()
                    .getOut()
                    .println(String.format(
                            Locale.ROOT,
                            "wrote %s: %,d steps",
                            export.folder,
                            export.flow().snapshots()));
        }
        command.commandLine().getOut().flush();
        return 0;
    }
}
