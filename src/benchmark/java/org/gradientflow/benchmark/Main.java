package org.gradientflow.benchmark;

import java.nio.file.Path;
import java.util.List;
import org.gradientflow.assertions.AssertionThresholds;
import org.gradientflow.benchmark.doctor.DoctorBenchmark;
import org.gradientflow.benchmark.doctor.ModelExport;
import org.gradientflow.benchmark.doctor.PrescriptionBenchmark;
import org.gradientflow.benchmark.doctor.Reliability;
import org.gradientflow.benchmark.fuzz.Fuzz;
import org.gradientflow.benchmark.fuzz.GuidedFuzz;
import org.gradientflow.benchmark.models.OutcomeRecorder;
import org.gradientflow.benchmark.real.RealCommand;
import org.gradientflow.benchmark.speed.BroadcastStress;
import org.gradientflow.benchmark.speed.Endurance;
import org.gradientflow.benchmark.speed.SpeedBenchmark;
import org.gradientflow.benchmark.speed.TrainerBenchmark;
import org.gradientflow.cli.terminal.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a benchmark: {@code mvn -q -Pbenchmark test-compile exec:java -Dexec.args="NAME ..."}. Without a name it lists them. */
@Command(
        name = "benchmark",
        description =
                "Measures this project: speed and memory, the doctor on models with known faults, and damaged input.",
        subcommands = RealCommand.class,
        footer = {"", "Help on one: NAME --help"})
public final class Main implements Runnable {
    private static final String INPUTS = "100000";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "show this help and exit")
    private boolean help;

    private Main() {}

    /**
     * Runs a benchmark and ends the JVM: DL4J leaves threads behind.
     *
     * @param arguments name of the benchmark, and its arguments
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /**
     * The benchmarks as commands.
     *
     * @return a new command line
     */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((problem, arguments) -> refused(problem))
                .setExecutionExceptionHandler((problem, command, result) -> {
                    if (problem instanceof BadInputException) {
                        return refused(problem);
                    }
                    throw problem;
                });
    }

    private static int refused(Exception problem) {
        System.err.println("benchmark: " + problem.getMessage());
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public void run() {
        commandLine().usage(System.out);
    }

    @Command(description = "Speed of training loops and JVM settings, and the memory of a long training.")
    void speed() throws Exception {
        SpeedBenchmark.run();
    }

    @Command(
            description =
                    "The compiled trainer compared with DL4J, C and TensorFlow (-Pbenchmark,tensorflow); the cost of recording.")
    void trainers(
            @Option(names = "--rounds", defaultValue = "3", description = "rounds of measurements (${DEFAULT-VALUE})")
                    int rounds)
            throws Exception {
        TrainerBenchmark.run(rounds);
    }

    @Command(description = "A long training with recording and UI: do speed, memory or open files change?")
    void endurance(
            @Option(
                            names = "--steps",
                            defaultValue = "1000000",
                            description = "steps of the training (${DEFAULT-VALUE})")
                    long steps)
            throws Exception {
        Endurance.run(steps);
    }

    @Command(
            description =
                    "Does a JVM survive additions in six threads, with DL4J's executioner and with this project's?")
    void executioner() throws Exception {
        BroadcastStress.run();
    }

    @Command(description = "The doctor compared with published rules, on models with known faults.")
    void doctor(@Mixin ChosenModels models) throws Exception {
        DoctorBenchmark.run(models.all());
    }

    @Command(description = "How often the doctor's first finding is right, by its confidence.")
    void reliability(@Mixin ChosenModels models) throws Exception {
        Reliability.run(models.all());
    }

    @Command(description = "How many faulty models learn with the first prescription.")
    void prescriptions(
            @Mixin ChosenModels models,
            @Option(names = "--known", description = "prescribe for the known cause instead of the doctor's")
                    boolean known) {
        PrescriptionBenchmark.run(models.faulty(), known);
    }

    @Command(description = "The quantities that the assertions compare with their thresholds.")
    void thresholds(
            @Option(names = "--every", defaultValue = "1", description = "train every N-th model (${DEFAULT-VALUE})")
                    int every)
            throws Exception {
        AssertionThresholds.run(every);
    }

    @Command(description = "Trains the model collection's new candidates and records their outcomes.")
    void outcomes() throws Exception {
        OutcomeRecorder.run();
    }

    @Command(description = "Writes the models as files for the command line.")
    void export(@Parameters(paramLabel = "FOLDER", description = "folder for all files") Path folder) throws Exception {
        ModelExport.writeAll(folder);
    }

    @Command(description = "Damaged input for every reader.")
    int fuzz(
            @Option(names = "--inputs", defaultValue = INPUTS, description = "number of inputs (${DEFAULT-VALUE})")
                    int inputs,
            @Option(names = "--seed", description = "seed of the damage (the time)") Long seed)
            throws Exception {
        return Fuzz.run(inputs, seed == null ? System.nanoTime() % 1_000_000_000 : seed);
    }

    @Command(name = "fuzz-again", description = "Reads a saved input once more.")
    int fuzzAgain(
            @Parameters(paramLabel = "TARGET", description = "reader of the input") String target,
            @Parameters(paramLabel = "FILE", description = "saved below target/fuzz") Path file)
            throws Exception {
        return Fuzz.again(target, file);
    }

    @Command(description = "Input that Jazzer makes for every reader, guided by coverage (-Pbenchmark,jazzer).")
    int jazzer(
            @Option(names = "--inputs", defaultValue = INPUTS, description = "number of inputs (${DEFAULT-VALUE})")
                    int inputs,
            @Parameters(paramLabel = "TARGET", arity = "0..*", description = "readers (all)") List<String> targets)
            throws Exception {
        return GuidedFuzz.run(inputs, targets == null ? List.of() : targets);
    }
}
