package org.gradientflow.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gradientflow.cli.saved.TensorBoardFolders;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.ConsoleOutput;
import org.gradientflow.cli.terminal.StopSignal;
import org.gradientflow.storage.ModelFile;
import org.gradientflow.training.Run;
import org.gradientflow.ui.TrainingUi;
import org.gradientflow.ui.TrainingUiException;
import org.gradientflow.ui.page.GradientFlowModule;

/** What {@code run} and {@code resume} do: train cases one by one or in parallel, show them in the UI, print the results. */
final class TrainingCommand {
    /** A watch ended the training: the same as for a network that the doctor finds sick. */
    private static final int ALARMED = 1;

    private final OutputOptions options;
    private final ConsoleOutput console;
    private final LocalDateTime started = LocalDateTime.now();

    TrainingCommand(OutputOptions options) {
        this.options = options;
        this.console = options.console();
        options.check();
    }

    int run(List<TrainingJob> jobs, boolean parallel) throws IOException {
        for (TrainingJob job : jobs) {
            options.events(job.experiment());
        }
        if (options.tensorboard != null) {
            new TensorBoardFolders(options.tensorboard).prepare();
        }
        try (StopSignal stop = new StopSignal();
                TrainingUi ui = options.ui ? startUi() : null;
                TrainingJobs trainings =
                        new TrainingJobs(options, console, options.createFolder(started), started, ui, stop)) {
            if (ui != null) {
                console.out().println("Training UI: " + pages(ui));
                console.out().flush();
            }
            List<Run> runs = parallel ? parallel(jobs, trainings) : oneByOne(jobs, trainings);
            new ResultTable(runs, trainings.diagnoses()).print(console.out());
            finish(trainings, runs);
            boolean complete = runs.size() == jobs.size()
                    && runs.stream()
                            .allMatch(run -> run.steps() == run.experiment().steps());
            return trainings.alarmed() ? ALARMED : complete ? 0 : StopSignal.EXIT_CODE;
        }
    }

    private static String pages(TrainingUi ui) {
        return ui.address() + "/train/overview, " + ui.address() + GradientFlowModule.PATH;
    }

    private TrainingUi startUi() {
        try {
            return TrainingUi.start(options.host, options.port);
        } catch (TrainingUiException busy) {
            throw new BadInputException(busy.getMessage());
        }
    }

    private List<Run> oneByOne(List<TrainingJob> jobs, TrainingJobs trainings) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (TrainingJob job : jobs) {
            trainings.train(job).ifPresent(runs::add);
            trainings.summarise(runs);
        }
        return runs;
    }

    private static List<Run> parallel(List<TrainingJob> jobs, TrainingJobs trainings) throws IOException {
        int threads = Math.min(jobs.size(), Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Optional<Run>>> futures = new ArrayList<>();
            for (TrainingJob job : jobs) {
                futures.add(pool.submit(() -> trainings.train(job)));
            }
            List<Run> runs = new ArrayList<>();
            for (Future<Optional<Run>> future : futures) {
                get(future).ifPresent(runs::add);
                trainings.summarise(runs);
            }
            return runs;
        } catch (IOException | RuntimeException | Error failure) {
            trainings.stop().ask();
            throw failure;
        } finally {
            awaitEnd(pool);
        }
    }

    /** Waits for the trainings to end, as the files that they write are closed next. */
    private static void awaitEnd(ExecutorService pool) {
        pool.shutdown();
        try {
            pool.awaitTermination(1, TimeUnit.HOURS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Run> get(Future<Optional<Run>> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException io) {
                throw io;
            }
            if (failure.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted"));
        }
    }

    private void finish(TrainingJobs trainings, List<Run> runs) {
        console.out().println("Results: " + trainings.out());
        for (Run run : runs) {
            if (run.steps() < run.experiment().steps()) {
                console.out()
                        .println("To continue: resume "
                                + trainings
                                        .out()
                                        .resolve(run.experiment().name())
                                        .resolve(ModelFile.NAME)
                                + " --steps "
                                + (run.experiment().steps() - run.steps()));
            }
        }
        if (trainings.ui() != null && !trainings.stop().getAsBoolean()) {
            console.out().println("Training UI until Ctrl-C: " + pages(trainings.ui()));
            console.out().flush();
            try {
                trainings.stop().await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
