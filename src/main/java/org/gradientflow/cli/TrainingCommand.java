package org.gradientflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.recording.Recording;
import org.gradientflow.recording.SessionId;
import org.gradientflow.storage.Summary;
import org.gradientflow.training.Provenance;
import org.gradientflow.training.Run;
import org.gradientflow.training.Session;
import org.gradientflow.ui.TrainingUi;
import org.gradientflow.ui.TrainingUiException;

/** Trains cases, one after another or at once, watched in the UI, with their results in one folder. */
final class TrainingCommand {
    /** One case: what it is, and the session to train, made on the thread that trains it. */
    record Job(Experiment experiment, int firstStep, Supplier<Session> session) {}

    private final OutputOptions options;
    private final ConsoleOutput console;
    private final LocalDateTime started = LocalDateTime.now();

    TrainingCommand(OutputOptions options) {
        this.options = options;
        this.console = options.console();
        options.check();
    }

    int run(List<Job> jobs, boolean parallel) throws IOException {
        Jvm.endWithParent();
        try (StopSignal stop = new StopSignal();
                TrainingUi ui = options.ui ? startUi() : null) {
            Path out = options.createFolder(started);
            List<Recording> recordings = new ArrayList<>();
            try {
                for (Job job : jobs) {
                    Path folder =
                            Files.createDirectory(out.resolve(job.experiment().name()));
                    Recording recording = new Recording(
                            folder.resolve("stats.bin"),
                            SessionId.of(
                                    job.experiment().name(), job.experiment().seed(), started),
                            options.every);
                    recordings.add(recording);
                    if (ui != null) {
                        ui.attach(recording.storage());
                    }
                }
                if (ui != null) {
                    console.out().println("Training UI: " + ui.address() + "/train/overview");
                    console.out().flush();
                }
                Watched watched = new Watched(ui, out, stop);
                List<Run> runs = parallel ? parallel(jobs, recordings, watched) : oneByOne(jobs, recordings, watched);
                Summary.of(runs, Provenance.now()).write(out.resolve("summary.json"));
                new ResultTable(runs).print(console.out());
                finish(out, runs, ui, stop);
                return 0;
            } finally {
                for (Recording recording : recordings) {
                    if (ui != null) {
                        ui.detach(recording.storage());
                    }
                    recording.close();
                }
            }
        }
    }

    private TrainingUi startUi() {
        try {
            return TrainingUi.start(options.host, options.port);
        } catch (TrainingUiException busy) {
            throw new BadInputException(busy.getMessage());
        }
    }

    /** What every training of this command shares; the UI is null where there is none. */
    private record Watched(TrainingUi ui, Path out, BooleanSupplier stop) {}

    private List<Run> oneByOne(List<Job> jobs, List<Recording> recordings, Watched watched) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < jobs.size() && !watched.stop().getAsBoolean(); i++) {
            runs.add(train(jobs.get(i), recordings.get(i), watched));
        }
        return runs;
    }

    private List<Run> parallel(List<Job> jobs, List<Recording> recordings, Watched watched) throws IOException {
        int threads = Math.min(jobs.size(), Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Run>> futures = new ArrayList<>();
            for (int i = 0; i < jobs.size(); i++) {
                int index = i;
                futures.add(pool.submit(() -> train(jobs.get(index), recordings.get(index), watched)));
            }
            List<Run> runs = new ArrayList<>();
            for (Future<Run> future : futures) {
                runs.add(get(future));
            }
            return runs;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Run get(Future<Run> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException io) {
                throw io;
            }
            if (failure.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted"));
        }
    }

    private Run train(Job job, Recording recording, Watched watched) throws IOException {
        Experiment experiment = job.experiment();
        Run run = CaseTraining.train(
                job.session().get(),
                watched.out().resolve(experiment.name()),
                recording,
                console.progress(experiment.name(), job.firstStep(), experiment.steps()),
                watched.stop(),
                options.trace);
        publish(recording, watched.ui());
        return run;
    }

    /** The UI lets go of the file while it gets its final name. */
    private static void publish(Recording recording, TrainingUi ui) throws IOException {
        if (ui == null) {
            recording.publish();
            return;
        }
        ui.detach(recording.storage());
        recording.publish();
        ui.attach(recording.storage());
    }

    private void finish(Path out, List<Run> runs, TrainingUi ui, StopSignal stop) {
        console.out().println("Results: " + out);
        for (Run run : runs) {
            if (run.steps() < run.experiment().steps()) {
                console.out()
                        .println("Go on: resume %s --steps %d"
                                .formatted(
                                        out.resolve(run.experiment().name()).resolve("model.zip"),
                                        run.experiment().steps() - run.steps()));
            }
        }
        if (ui != null && !stop.getAsBoolean()) {
            console.out().println("Training UI: " + ui.address() + "/train/overview until Ctrl-C");
            console.out().flush();
            try {
                stop.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
