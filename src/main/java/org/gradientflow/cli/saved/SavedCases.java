package org.gradientflow.cli.saved;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.storage.RunSummary;

/** The cases of a saved run, as they are asked for by name. */
final class SavedCases {
    private SavedCases() {}

    /**
     * The cases of those names in the given order; all where no name is given.
     *
     * @throws BadInputException for a name that the run has not
     */
    static List<RunSummary.Case> of(Path out, List<String> names) throws IOException {
        List<RunSummary.Case> all = RunSummary.read(out).cases();
        List<RunSummary.Case> cases = new ArrayList<>();
        for (String name : names) {
            cases.add(all.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new BadInputException("%s has no case '%s'; it has %s"
                            .formatted(
                                    out,
                                    name,
                                    all.stream().map(RunSummary.Case::name).collect(Collectors.joining(", "))))));
        }
        return names.isEmpty() ? all : cases.stream().distinct().toList();
    }
}
