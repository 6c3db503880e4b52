package org.gradientflow.report.tensorboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.gradientflow.observation.Parameter;
import org.gradientflow.observation.ParameterValues;
import org.gradientflow.storage.file.WriteFailure;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * Writes the event file of one training: for each recorded step one event, as {@code tf.summary.merge_all()} makes it, with a
 * histogram of every parameter and of its raw gradient, tagged {@code W:0} and {@code W:0_grad}, and the scalar {@value #LOSS}.
 * If an array has NaN or infinities, its histogram shows the finite elements and a scalar {@code TAG}{@value #NON_FINITE}
 * counts the others.
 */
public final class TensorBoardLog implements Consumer<ParameterValues>, AutoCloseable {
    /** The loss of each recorded step, the original's {@code distance}. */
    public static final String LOSS = "loss";

    private static final String GRADIENT = "_grad";
    private static final String NON_FINITE = "_non_finite";

    private final Path folder;
    private final List<String> tags;
    private EventFile file;

    /**
     * A log. It creates the file at the first snapshot.
     *
     * @param folder that exists
     * @param parameters that the snapshots hold
     */
    public TensorBoardLog(Path folder, List<Parameter> parameters) {
        this.folder = folder;
        this.tags = Tags.of(parameters.stream().map(Parameter::key).toList());
    }

    @Override
    public void accept(ParameterValues snapshot) {
        try {
            if (file == null) {
                file = new EventFile(folder, snapshot.time());
            }
            file.write(event(snapshot));
        } catch (IOException failure) {
            throw new UncheckedIOException(WriteFailure.naming(folder, failure));
        }
    }

    private Event event(ParameterValues snapshot) {
        Summary.Builder summary = Summary.newBuilder();
        scalar(summary, LOSS, snapshot.loss());
        for (int i = 0; i < tags.size(); i++) {
            histogram(summary, tags.get(i), snapshot.values().get(i));
            if (snapshot.gradients().get(i).length > 0) {
                histogram(summary, tags.get(i) + GRADIENT, snapshot.gradients().get(i));
            }
        }
        return EventFile.event(snapshot.time())
                .setStep(snapshot.step())
                .setSummary(summary)
                .build();
    }

    private static void histogram(Summary.Builder summary, String tag, float[] values) {
        summary.addValue(Summary.Value.newBuilder().setTag(tag).setHisto(TensorFlowHistogram.of(values)));
        int nonFinite = 0;
        for (float value : values) {
            nonFinite += Float.isFinite(value) ? 0 : 1;
        }
        if (nonFinite > 0) {
            scalar(summary, tag + NON_FINITE, nonFinite);
        }
    }

    private static void scalar(Summary.Builder summary, String tag, double value) {
        summary.addValue(Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value));
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
