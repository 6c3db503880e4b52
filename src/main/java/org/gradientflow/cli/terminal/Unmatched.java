package org.gradientflow.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import org.gradientflow.experiment.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** An argument that means nothing where it stands, with what may have been meant. */
final class Unmatched {
    private Unmatched() {}

    static String line(UnmatchedArgumentException problem) {
        String argument = problem.getUnmatched().get(0);
        if (problem.isUnknownOption()) {
            List<String> suggestions = problem.getSuggestions();
            return "unknown option '" + argument + "'"
                    + (suggestions.isEmpty() ? "" : ": did you mean " + suggestions.get(0) + "?");
        }
        CommandLine command = problem.getCommandLine();
        if (command.getCommandSpec().parent() == null) {
            List<String> names = new ArrayList<>(command.getSubcommands().keySet());
            names.addAll(new CaseNames());
            return Suggestion.unknown("command or case", argument, names);
        }
        // A command that takes any number of cases has read it as one that does not exist.
        return command.getCommandSpec().positionalParameters().stream()
                        .anyMatch(positional -> positional.arity().isVariable()
                                && positional.completionCandidates() instanceof CaseNames)
                ? Suggestion.unknown("case", argument, new CaseNames())
                : "unexpected argument '" + argument + "'";
    }
}
