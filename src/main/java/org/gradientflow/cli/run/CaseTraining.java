package org.gradientflow.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gradientflow.cli.terminal.ProgressDisplay;
import org.gradientflow.recording.Recording;
import org.gradientflow.storage.ModelFile;
import org.gradientflow.storage.TraceFile;
import org.gradientflow.training.Run;
import org.gradientflow.training.Session;
import org.gradientflow.training.Step;
import org.gradientflow.watch.TrainingWatch;

/** Trains one case and writes {@code trace.csv}, {@code flow.bin} and {@code model.zip} into its folder. */
final class CaseTraining {
    private CaseTraining() {}

    /**
     * Trains to the last step or until it is stopped; either way the files are complete up to that step.
     *
     * @param recording gets the histograms; the caller publishes it
     * @param watch that raises alarms, or none
     * @param events a new folder for TensorBoard's event file, or null to write none
     */
    static Run train(
            Session session,
            Path folder,
            Recording recording,
            Path events,
            ProgressDisplay progress,
            BooleanSupplier stop,
            Optional<TrainingWatch> watch,
            OutputOptions options)
            throws IOException {
        Path model = folder.resolve(ModelFile.NAME);
        session.network().addListeners(recording.listener());
        watch.ifPresent(session.network()::addListeners);
        try (TraceFile traceFile = new TraceFile(folder.resolve("trace.csv"));
                FlowRecording flow = new FlowRecording(session.network(), folder, events, options.every)) {
            List<Step.Listener> listeners = new ArrayList<>(List.of(
                    traceFile, ProgressDisplay.listener(progress), new Checkpoints(model, session, System::nanoTime)));
            if (options.trace) {
                listeners.add(new TracePrinter());
            }
            Run run;
            try (progress) {
                run = session.run(stop, listeners);
            }
            traceFile.publish();
            flow.publish();
            ModelFile.write(model, session);
            return run;
        }
    }
}
