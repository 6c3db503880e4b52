package org.gradientflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.recording.Recording;
import org.gradientflow.storage.ModelFile;
import org.gradientflow.storage.TraceFile;
import org.gradientflow.training.Run;
import org.gradientflow.training.Session;
import org.gradientflow.training.Step;

/** Trains one session and leaves its files in a folder: {@code trace.csv}, {@code flow.bin} and {@code model.zip}. */
final class CaseTraining {
    /** A killed training loses at most so many steps. */
    private static final int CHECKPOINT_EVERY = 10_000;

    private CaseTraining() {}

    /**
     * Trains to the end or until stopped; the files are complete up to there.
     *
     * @param recording where the histograms go; the caller publishes it
     * @param events a new folder for TensorBoard's event file, or null for none
     */
    static Run train(
            Session session,
            Path folder,
            Recording recording,
            Path events,
            Progress progress,
            BooleanSupplier stop,
            OutputOptions options)
            throws IOException {
        Path model = folder.resolve("model.zip");
        session.network().addListeners(recording.listener());
        try (TraceFile traceFile = new TraceFile(folder.resolve("trace.csv"));
                FlowRecording flow = new FlowRecording(session.network(), folder, events, options.every)) {
            List<Step.Listener> listeners =
                    new ArrayList<>(List.of(traceFile, progress, new Checkpoints(model, session)));
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

    /** Saves the model now and then, so that a killed training can be resumed. */
    private record Checkpoints(Path model, Session session) implements Step.Listener {
        @Override
        public void after(Step step, MultiLayerNetwork network) {
            if ((step.index() + 1) % CHECKPOINT_EVERY == 0) {
                try {
                    ModelFile.write(model, session);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
    }
}
