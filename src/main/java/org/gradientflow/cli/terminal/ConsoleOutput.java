package org.gradientflow.cli.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.util.function.DoubleSupplier;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints: results to standard output, progress to standard error. */
public final class ConsoleOutput {
    private final PrintWriter out;

    public ConsoleOutput(CommandSpec command) {
        this.out = command.commandLine().getOut();
    }

    public PrintWriter out() {
        return out;
    }

    /** Prints a line about the progress, apart from the results. */
    public void tell(String line) {
        System.err.println(line);
    }

    /** The progress of work whose parts all take the same time. */
    public ProgressDisplay progress(String name, long first, long all, String unit) {
        return progress(name, first, all, unit, null);
    }

    /**
     * The progress of work that estimates its remaining time.
     *
     * @param secondsLeft asked when it is shown; null to judge by the number of parts
     */
    public ProgressDisplay progress(String name, long first, long all, String unit, DoubleSupplier secondsLeft) {
        return isTerminal()
                ? new ProgressDisplay.Bar(name, first, all, unit, secondsLeft)
                : new ProgressDisplay.Lines(name, first, all, unit, secondsLeft, System.err);
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
