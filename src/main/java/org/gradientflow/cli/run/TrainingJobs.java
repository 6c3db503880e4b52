package org.gradientflow.cli.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gradientflow.cli.doctor.CaseDoctor;
import org.gradientflow.cli.saved.TensorBoardFolders;
import org.gradientflow.cli.terminal.ConsoleOutput;
import org.gradientflow.cli.terminal.Problems;
import org.gradientflow.cli.terminal.StopSignal;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.recording.Recording;
import org.gradientflow.recording.SessionId;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.RunSummary;
import org.gradientflow.training.Provenance;
import org.gradientflow.training.Run;
import org.gradientflow.ui.TrainingUi;
import org.gradientflow.watch.Alarm;
import org.gradientflow.watch.TrainingWatch;

/** Trains the jobs of one command. They share a folder for results, the UI, and the signal that stops them. */
final class TrainingJobs implements AutoCloseable {
    /** Longer than a watch gives an examination. */
    private static final Duration EXAMINATION = Duration.ofSeconds(30);

    private final OutputOptions options;
    private final ConsoleOutput console;
    private final Path out;
    private final LocalDateTime started;
    private final TrainingUi ui;
    private final StopSignal stop;
    private final Queue<Recording> recordings = new ConcurrentLinkedQueue<>();
    private final Map<String, DiagnosisRecord> diagnoses = new ConcurrentHashMap<>();
    private volatile boolean alarmed;

    /** The UI is null when the command serves none. */
    TrainingJobs(
            OutputOptions options,
            ConsoleOutput console,
            Path out,
            LocalDateTime started,
            TrainingUi ui,
            StopSignal stop) {
        this.options = options;
        this.console = console;
        this.out = out;
        this.started = started;
        this.ui = ui;
        this.stop = stop;
    }

    Path out() {
        return out;
    }

    TrainingUi ui() {
        return ui;
    }

    StopSignal stop() {
        return stop;
    }

    /** Diagnoses by case name. */
    Map<String, DiagnosisRecord> diagnoses() {
        return diagnoses;
    }

    /** Trains one case. After a stop it returns empty and makes no folder. */
    Optional<Run> train(TrainingJob job) throws IOException {
        if (stop.getAsBoolean() || alarmed) {
            return Optional.empty();
        }
        Experiment experiment = job.experiment();
        Path events = options.events(experiment);
        Path folder = Files.createDirectory(out.resolve(experiment.name()));
        Recording recording = new Recording(
                folder.resolve("stats.bin"),
                SessionId.of(experiment.name(), experiment.seed(), started),
                options.every);
        recordings.add(recording);
        attach(recording);
        Optional<TrainingWatch> watch = options.watch(folder, alarm -> alarmed(experiment, folder, recording, alarm));
        Run run = CaseTraining.train(
                job.session().get(),
                folder,
                recording,
                events == null ? null : TensorBoardFolders.create(events),
                console.progress(experiment.name(), job.firstStep(), experiment.steps(), "steps"),
                () -> stop.getAsBoolean() || alarmed,
                watch,
                options);
        watch.ifPresent(TrainingJobs::await);
        // The UI must not have the file open while it is renamed.
        detach(recording);
        recording.publish();
        attach(recording);
        if (options.diagnosis && run.steps() == experiment.steps()) {
            diagnose(experiment, folder, recording);
        }
        return Optional.of(run);
    }

    /** The page shows it at once; a later diagnosis of a new network takes its place. */
    private void alarmed(Experiment experiment, Path folder, Recording recording, Alarm alarm) {
        console.tell(experiment.name() + ": " + alarm);
        if (options.watching == OutputOptions.Watching.STOP) {
            alarmed = true;
        }
        DiagnosisRecord record = CaseDoctor.alarmed(experiment, alarm);
        recording.diagnosed(record);
        diagnoses.put(experiment.name(), record);
        try {
            record.write(folder);
        } catch (IOException failure) {
            console.tell(experiment.name() + ": " + Problems.line(failure));
        }
    }

    /** An examination that still runs may raise an alarm. */
    private static void await(TrainingWatch watch) {
        try {
            watch.await(EXAMINATION);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether an alarm ended the trainings. */
    boolean alarmed() {
        return alarmed;
    }

    /** Called after the training's results are saved: a failure of the doctor must not lose them. */
    private void diagnose(Experiment experiment, Path folder, Recording recording) throws IOException {
        console.tell(experiment.name() + ": the doctor examines a new network of this case");
        Optional<DiagnosisRecord> diagnosis;
        try {
            diagnosis = CaseDoctor.examine(experiment, stop);
        } catch (RuntimeException failure) {
            console.tell(experiment.name() + ": the doctor could not examine this case: " + Problems.line(failure));
            return;
        }
        if (diagnosis.isPresent()) {
            diagnosis.get().write(folder);
            diagnoses.put(experiment.name(), diagnosis.get());
            recording.diagnosed(diagnosis.get());
        }
    }

    /** Writes the summary of the cases trained so far. Called after each, so that a later failure loses none of them. */
    void summarise(List<Run> runs) throws IOException {
        RunSummary.of(runs, Provenance.now()).write(out.resolve(RunSummary.NAME));
    }

    private void attach(Recording recording) {
        if (ui != null) {
            ui.attach(recording.storage());
        }
    }

    private void detach(Recording recording) {
        if (ui != null) {
            ui.detach(recording.storage());
        }
    }

    @Override
    public void close() throws IOException {
        closeAll(recordings.stream()
                .<Closeable>map(recording -> () -> {
                    detach(recording);
                    recording.close();
                })
                .toList());
    }

    /** Closes all, even if some fail. Throws the first failure, with the later ones as suppressed exceptions. */
    static void closeAll(List<Closeable> all) throws IOException {
        Exception first = null;
        for (Closeable one : all) {
            try {
                one.close();
            } catch (IOException | RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
        if (first instanceof IOException failure) {
            throw failure;
        }
    }
}
