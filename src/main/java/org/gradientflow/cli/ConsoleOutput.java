package org.gradientflow.cli;

import java.io.Console;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints: results to standard output, progress to standard error. */
final class ConsoleOutput {
    private final PrintWriter out;

    ConsoleOutput(CommandSpec command) {
        this.out = command.commandLine().getOut();
    }

    PrintWriter out() {
        return out;
    }

    Progress progress(String name, int first, int steps) {
        return isTerminal() ? new Progress.Bar(name, first, steps) : new Progress.Lines(name, first, steps, System.err);
    }

    /** From Java 22 on there is a console without a terminal too, and a method that tells them apart. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException missing) {
            return false;
        }
    }
}
