package org.gradientflow.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gradientflow.cli.doctor.DoctorCommand;
import org.gradientflow.cli.doctor.ExplainCommand;
import org.gradientflow.cli.run.ReplayCommand;
import org.gradientflow.cli.run.ResumeCommand;
import org.gradientflow.cli.run.RunCommand;
import org.gradientflow.cli.saved.ExportTensorBoardCommand;
import org.gradientflow.cli.saved.ReportCommand;
import org.gradientflow.cli.saved.UiCommand;
import org.gradientflow.cli.sweep.SweepCommand;
import org.gradientflow.cli.sweep.SweepReportCommand;
import org.gradientflow.cli.terminal.Jvm;
import org.gradientflow.cli.terminal.Problems;
import org.gradientflow.experiment.Cases;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The command line. Without a command it means {@code run}. */
@Command(
        name = "gradientflow",
        description = "Says why a Deeplearning4j network does not learn, and shows how gradients flow through it.",
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            ReportCommand.class,
            UiCommand.class,
            ExportTensorBoardCommand.class,
            ReplayCommand.class,
            DoctorCommand.class,
            ExplainCommand.class,
            SweepCommand.class,
            SweepReportCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {"", "The default command is run. COMMAND --help lists the options of a command."})
public final class Main {
    /** EX_SOFTWARE of sysexits.h: the input is not to blame. */
    private static final int OUT_OF_MEMORY = 70;

    private Main() {}

    /**
     * Runs a command in a JVM that is set up for it, and ends with its exit code: 0 done, 1 failed, 2 bad input, 70 out of memory.
     *
     * @param arguments a command and its options
     */
    public static void main(String[] arguments) {
        int code = Jvm.isTuned() ? execute(arguments) : Jvm.relaunch(Main.class, List.of(arguments));
        // Not after success: exec:java calls this in Maven's own JVM, which must go on.
        if (code != 0 || Jvm.isTuned()) {
            System.exit(code);
        }
    }

    /**
     * Runs a command in this JVM.
     *
     * @param arguments a command and its options
     * @return the exit code
     */
    public static int execute(String... arguments) {
        try {
            return commandLine().execute(withDefaultCommand(arguments));
        } catch (OutOfMemoryError large) {
            System.err.printf(
                    Locale.ROOT,
                    "gradientflow: this needs more than the available %,d MB of memory; set %s=-Xmx4g or more in the environment%n",
                    Runtime.getRuntime().maxMemory() >> 20,
                    Jvm.OPTIONS_VARIABLE);
            return OUT_OF_MEMORY;
        }
    }

    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main())
                .setParameterExceptionHandler(OneLine::badParameter)
                .setExecutionExceptionHandler(OneLine::failure)
                .setUsageHelpAutoWidth(true);
        // Options stand in the order of their declaration: those that change a case, then those that record it.
        commandLine.getSubcommands().values().forEach(command -> {
            command.getCommandSpec().versionProvider(new Version());
            command.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
        });
        return commandLine;
    }

    /** Adds {@code run} before options and case names. */
    private static String[] withDefaultCommand(String[] arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        boolean ownOption = List.of("-h", "--help", "-V", "--version").contains(first);
        boolean caseName =
                Cases.ALL.stream().anyMatch(experiment -> experiment.name().equals(first));
        if (arguments.length > 0 && (ownOption || !(first.startsWith("-") || caseName))) {
            return arguments;
        }
        List<String> all = new ArrayList<>(List.of("run"));
        all.addAll(Arrays.asList(arguments));
        return all.toArray(String[]::new);
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"gradientflow " + (version == null ? "development" : version)};
        }
    }

    /** Bad input and failures, as one line each. */
    private static final class OneLine {
        private static int badParameter(CommandLine.ParameterException problem, String[] arguments) {
            CommandSpec command = problem.getCommandLine().getCommandSpec();
            print(problem.getCommandLine(), Problems.line(problem), "help: " + command.qualifiedName() + " --help");
            return CommandLine.ExitCode.USAGE;
        }

        private static int failure(Exception problem, CommandLine command, CommandLine.ParseResult result)
                throws Exception {
            if (!Problems.isInput(problem)) {
                throw problem;
            }
            print(command, Problems.line(problem));
            return CommandLine.ExitCode.USAGE;
        }

        private static void print(CommandLine command, String... parts) {
            PrintWriter error = command.getErr();
            error.println("gradientflow: " + String.join("; ", parts));
            error.flush();
        }
    }
}
