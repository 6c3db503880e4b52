package org.gradientflow.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.observation.Parameter;
import org.gradientflow.observation.ParameterRecorder;
import org.gradientflow.observation.ParameterValues;
import org.gradientflow.report.tensorboard.TensorBoardLog;
import org.gradientflow.storage.FlowFile;
import org.gradientflow.storage.FlowWriter;

/** Records one training in {@code flow.bin}, and in an event file for TensorBoard if one is wanted. */
public final class FlowRecording implements AutoCloseable {
    private final FlowWriter file;
    private final TensorBoardLog log;

    /** Starts to record; a null folder for events means that no event file is wanted. */
    public FlowRecording(MultiLayerNetwork network, Path folder, Path events, int every) throws IOException {
        List<Parameter> parameters = ParameterRecorder.parameters(network);
        file = new FlowWriter(folder.resolve(FlowFile.NAME), parameters, every);
        log = events == null ? null : new TensorBoardLog(events, parameters);
        Consumer<ParameterValues> snapshots = log == null ? file : file.andThen(log);
        network.addListeners(new ParameterRecorder(network, every, snapshots));
    }

    public void publish() throws IOException {
        file.publish();
    }

    @Override
    public void close() throws IOException {
        try (log) {
            file.close();
        }
    }
}
