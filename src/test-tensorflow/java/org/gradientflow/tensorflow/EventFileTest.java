package org.gradientflow.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradientflow.cli.fixture.SavedRun;
import org.gradientflow.observation.ParameterValues;
import org.gradientflow.report.tensorboard.EventReader;
import org.gradientflow.storage.FlowFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.EagerSession;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFOutOfRangeException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.Summary;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** The real TensorFlow reads the event files and makes the very histograms that are in them. */
class EventFileTest {
    /** By TensorFlow's own reader of TFRecords, which checks lengths and checksums. */
    private static List<Event> read(Path file) throws IOException {
        List<Class<? extends TType>> types = List.of(TString.class);
        List<Shape> shapes = List.of(Shape.scalar());
        List<Event> events = new ArrayList<>();
        try (EagerSession session = EagerSession.create()) {
            Ops tf = Ops.create(session);
            // The op of TensorFlow 1: the typed API has the second version only, which 2.18 can't hand to an iterator.
            Output<? extends TType> dataset = tf.scope()
                    .opBuilder("TFRecordDataset", "events")
                    .addInput(tf.constant(file.toString()).asOutput())
                    .addInput(tf.constant("").asOutput())
                    .addInput(tf.constant(1L << 18).asOutput())
                    .build()
                    .output(0);
            Operand<? extends TType> iterator =
                    tf.data.anonymousIterator(types, shapes).handle();
            tf.data.makeIterator(dataset, iterator);
            while (true) {
                try {
                    events.add(Event.parseFrom(bytes(tf.data
                            .iteratorGetNext(iterator, types, shapes)
                            .components()
                            .get(0)
                            .asTensor())));
                } catch (TFOutOfRangeException end) {
                    return events;
                }
            }
        }
    }

    private static byte[] bytes(Tensor tensor) {
        return ((TString) tensor).asBytes().getObject();
    }

    /** What {@code tf.summary.histogram} makes of an array. */
    private static HistogramProto histogram(Ops tf, String tag, float[] values) throws IOException {
        Operand<TString> summary = tf.summary.histogramSummary(tf.constant(tag), tf.constant(values));
        return Summary.parseFrom(bytes(summary.asTensor())).getValue(0).getHisto();
    }

    @ParameterizedTest
    @CsvSource({
        "two-layer,train_log_layer2",
        "three-layer,train_log_layer3",
        "three-layer-xavier,train_log_layer3_xavier"
    })
    void everyHistogramIsTensorFlows(String name, String folder) throws IOException {
        List<ParameterValues> snapshots = new ArrayList<>();
        FlowFile.open(SavedRun.folder().resolve(name).resolve(FlowFile.NAME)).forEach(snapshots::add);
        List<Event> events = read(EventReader.file(SavedRun.tensorboard().resolve(folder)));

        assertThat(events).hasSize(1 + snapshots.size());
        assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
        try (EagerSession session = EagerSession.create()) {
            Ops tf = Ops.create(session);
            for (int i = 0; i < snapshots.size(); i++) {
                ParameterValues snapshot = snapshots.get(i);
                Summary summary = events.get(i + 1).getSummary();
                assertThat(events.get(i + 1).getStep()).isEqualTo(snapshot.step());
                assertThat(summary.getValue(0).getTag()).isEqualTo("loss");
                assertThat(summary.getValueCount())
                        .isEqualTo(1 + 2 * snapshot.values().size());
                for (int parameter = 0; parameter < snapshot.values().size(); parameter++) {
                    Summary.Value value = summary.getValue(1 + 2 * parameter);
                    Summary.Value gradient = summary.getValue(2 + 2 * parameter);
                    assertThat(gradient.getTag()).isEqualTo(value.getTag() + "_grad");
                    assertThat(value.getHisto())
                            .isEqualTo(histogram(
                                    tf, value.getTag(), snapshot.values().get(parameter)));
                    assertThat(gradient.getHisto())
                            .isEqualTo(histogram(
                                    tf, gradient.getTag(), snapshot.gradients().get(parameter)));
                }
            }
        }
    }

    @Test
    void theComparisonNoticesAnotherArray() throws IOException {
        try (EagerSession session = EagerSession.create()) {
            Ops tf = Ops.create(session);
            assertThat(histogram(tf, "W:0", new float[] {1, 2}))
                    .isNotEqualTo(histogram(tf, "W:0", new float[] {1, 2.5f}));
        }
    }
}
