package org.gradientflow.cli.sweep;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.CaseNames;
import org.gradientflow.cli.terminal.ConsoleOutput;
import org.gradientflow.cli.terminal.Durations;
import org.gradientflow.cli.terminal.ProgressDisplay;
import org.gradientflow.cli.terminal.StopSignal;
import org.gradientflow.cli.terminal.WholeNumber;
import org.gradientflow.experiment.Updater;
import org.gradientflow.model.Numbers;
import org.gradientflow.sweep.Grid;
import org.gradientflow.sweep.Results;
import org.gradientflow.sweep.Shard;
import org.gradientflow.sweep.Sweep;
import org.gradientflow.sweep.Verification;
import org.gradientflow.sweep.engine.Engine;
import org.gradientflow.sweep.engine.Engines;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains every network of a grid and writes a row for each. */
@Command(
        name = "sweep",
        description =
                "Trains every network of a grid and writes a row for each. The same command continues where it was stopped.",
        mixinStandardHelpOptions = true)
public final class SweepCommand implements Callable<Integer> {
    /** A sweep that takes longer needs a confirmation. */
    private static final double LONG_SECONDS = 3_600;

    /** More than cores, and few enough for one process. */
    private static final int MOST_THREADS = 1_024;

    @Parameters(
            arity = "0..*",
            paramLabel = "CASE",
            description = "Cases that the options vary: ${COMPLETION-CANDIDATES} (three-layer).",
            completionCandidates = CaseNames.class)
    private List<String> cases = List.of();

    @Mixin
    private SweepOptions options;

    @Option(
            names = "--out",
            paramLabel = "CSV",
            defaultValue = "sweep.csv",
            description = "File for the rows (${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description =
                    "Train only this part, into a file of its own: 3/8; auto in a Slurm array, auto/8 in a Kubernetes job.")
    private String shard;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "compiled",
            description = "Trainer: compiled or dl4j (${DEFAULT-VALUE}).",
            converter = EngineConverter.class)
    private Engine engine;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads (one per core).")
    private int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--verify",
            paramLabel = "N",
            description =
                    "Also train N random networks of the sweep with DL4J and print the largest difference of the weights.")
    private int verify;

    @Option(names = "--yes", description = "Start even if training will take more than an hour.")
    private boolean yes;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        Grid grid = options.grid(cases);
        Shard part = shard();
        check();
        askForTime(grid, part);
        ConsoleOutput console = new ConsoleOutput(command);
        try (StopSignal stop = new StopSignal();
                Sweep sweep = Sweep.open(grid, engine, part, out)) {
            tellStart(console.out(), sweep);
            if (!train(console, grid, sweep, stop)) {
                console.out().printf(Locale.ROOT, "stopped; run the same command again to continue %s%n", sweep.file());
                return StopSignal.EXIT_CODE;
            }
            if (verify > 0 && !verify(console, grid, sweep, stop)) {
                return StopSignal.EXIT_CODE;
            }
            if (part.from(grid) < part.to(grid)) {
                new CellTable(Results.read(sweep.file())).print(console.out(), grid.steps());
            }
            console.out().println("Results: " + sweep.file());
            if (part.equals(Shard.WHOLE)) {
                console.out().println("Report: gradientflow sweep-report " + sweep.file());
            }
        }
        return 0;
    }

    private Shard shard() {
        try {
            return shard == null ? Shard.WHOLE : Shard.parse(shard, System.getenv());
        } catch (IllegalArgumentException wrong) {
            throw new BadInputException(wrong.getMessage());
        }
    }

    private void check() {
        WholeNumber.check("--threads", threads, 1, MOST_THREADS);
        if (verify < 0) {
            throw new BadInputException("--verify must be 0 or more, not " + verify);
        }
        if (out.getFileName() == null || out.toString().isBlank()) {
            throw new BadInputException("--out must name a file");
        }
    }

    private void askForTime(Grid grid, Shard part) {
        long from = part.from(grid);
        long to = part.to(grid);
        double seconds = grid.sum(from, to, engine::seconds) / threads;
        if (seconds > LONG_SECONDS && !yes) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "this would train %,d networks for %,d steps each, about %s on %s; make the grid smaller, split it"
                            + " with --shard, or confirm with --yes",
                    to - from,
                    grid.steps(),
                    Durations.text(seconds),
                    threads == 1 ? "one thread" : threads + " threads"));
        }
    }

    private void tellStart(PrintWriter console, Sweep sweep) {
        if (sweep.repaired()) {
            console.println(sweep.file() + ": the last line was cut off; its network is trained again");
        }
        if (sweep.began() > sweep.first()) {
            console.printf(
                    Locale.ROOT,
                    "%s: continues after %,d of %,d networks%n",
                    sweep.file(),
                    sweep.began() - sweep.first(),
                    sweep.end() - sweep.first());
        }
        console.flush();
    }

    private boolean train(ConsoleOutput console, Grid grid, Sweep sweep, StopSignal stop) throws IOException {
        if (sweep.next() == sweep.end()) {
            return true;
        }
        try (SweepProgress progress = new SweepProgress(console, grid, engine, sweep)) {
            return sweep.run(threads, stop, progress);
        }
    }

    private boolean verify(ConsoleOutput console, Grid grid, Sweep sweep, StopSignal stop) {
        int count = (int) Math.min(verify, sweep.end() - sweep.first());
        Map<Updater, Verification.Differences> all;
        try (ProgressDisplay progress = console.progress("verify", 0, count, "networks")) {
            all = new Verification(engine)
                    .run(grid, sweep.first(), sweep.end(), count, stop, done -> progress.done(done, () -> ""));
        }
        all.forEach((updater, differences) -> console.out()
                .printf(
                        Locale.ROOT,
                        "%s: DL4J also trained %,d networks; the weights of their first layers differ by at most %s after %,d steps"
                                + " and by at most %s after %,d (%d layers, seed %d); networks that trained with only one of the two: %,d%n",
                        updater,
                        differences.networks(),
                        Numbers.text(differences.early()),
                        Math.min(1_000, grid.steps()),
                        Numbers.text(differences.end()),
                        grid.steps(),
                        differences.worst().weightLayers(),
                        differences.worst().seed(),
                        differences.opposite()));
        return !stop.getAsBoolean();
    }

    private static final class EngineConverter implements ITypeConverter<Engine> {
        @Override
        public Engine convert(String name) {
            return Engines.named(name);
        }
    }
}
