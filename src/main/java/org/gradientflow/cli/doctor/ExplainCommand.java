package org.gradientflow.cli.doctor;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.Paragraph;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.experiment.Suggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the page about a cause that the doctor names. */
@Command(
        name = "explain",
        description =
                "Explains a cause that the doctor names: how it shows, how the doctor recognises it, and how to fix"
                        + " it. Without an argument it lists all causes.",
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
    private static final List<String> NAMES =
            Arrays.stream(Cause.values()).map(Cause::id).toList();

    /** The longest name and two spaces. */
    private static final int WIDTH =
            NAMES.stream().mapToInt(String::length).max().orElseThrow() + 2;

    @Parameters(arity = "0..1", paramLabel = "CAUSE", description = "A cause by its name, such as vanishing.")
    private String cause;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        if (cause == null) {
            for (Cause each : Cause.values()) {
                String name = ("%-" + WIDTH + "s").formatted(each.id());
                out.println(Paragraph.of(name, each.meaning()));
            }
            out.println();
            out.println("gradientflow explain CAUSE prints the page about a cause.");
        } else {
            Cause named =
                    Cause.of(cause).orElseThrow(() -> new BadInputException(Suggestion.unknown("cause", cause, NAMES)));
            out.print(CausePage.of(named));
        }
        out.flush();
        return 0;
    }
}
