package org.gradientflow.cli.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What the trainings of one command share: its folder, the UI that shows them, and the stop that ends them. */
final class Trainings implements AutoCloseable {
    private final OutputOptions options;
    private final ConsoleOutput console;
    private final Path out;
    private final LocalDateTime started;
    private final TrainingUi ui;
    private final StopSignal stop;
    private final Queue<Recording> recordings = new ConcurrentLinkedQueue<>();
    private final Map<String, DiagnosisRecord> diagnoses = new ConcurrentHashMap<>();

    /** The UI is null where there is none. */
    Trainings(
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

    /** By the names of the cases. */
    Map<String, DiagnosisRecord> diagnoses() {
        return diagnoses;
    }

    /** Nothing, also no folder, of a case whose turn comes only after the stop. */
    Optional<Run> train(TrainingCommand.Job job) throws IOException {
        if (stop.getAsBoolean()) {
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
        Run run = CaseTraining.train(
                job.session().get(),
                folder,
                recording,
                events == null ? null : TensorBoardFolders.create(events),
                console.progress(experiment.name(), job.firstStep(), experiment.steps(), "steps"),
                stop,
                options);
        // The UI lets go of the file while it gets its final name.
        detach(recording);
        recording.publish();
        attach(recording);
        if (options.diagnosis && run.steps() == experiment.steps()) {
            diagnose(experiment, folder, recording);
        }
        return Optional.of(run);
    }

    /** The training's own results stand already: they do not depend on what the doctor makes of the case. */
    private void diagnose(Experiment experiment, Path folder, Recording recording) throws IOException {
        console.tell(experiment.name() + ": the doctor examines a fresh network of it");
        Optional<DiagnosisRecord> diagnosis;
        try {
            diagnosis = CaseDoctor.examine(experiment, stop);
        } catch (RuntimeException failure) {
            console.tell(experiment.name() + ": the doctor could not examine it: " + Problems.line(failure));
            return;
        }
        if (diagnosis.isPresent()) {
            diagnosis.get().write(folder);
            diagnoses.put(experiment.name(), diagnosis.get());
            recording.diagnosed(diagnosis.get());
        }
    }

    /** After each case, so that what is done can be drawn whatever becomes of the rest. */
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

    /** Each one, whatever becomes of the others: the first failure is thrown, with the later ones added to it. */
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
