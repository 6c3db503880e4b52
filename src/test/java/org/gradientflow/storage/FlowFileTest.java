package org.gradientflow.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradientflow.observation.Parameter;
import org.gradientflow.observation.ParameterValues;
import org.gradientflow.storage.file.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowFileTest {
    private static final List<Parameter> PARAMETERS =
            List.of(new Parameter("0_W", List.of(1L, 5L), 2), new Parameter("größe", List.of(2L), 1));

    @TempDir
    private Path folder;

    private static ParameterValues snapshot(int step) {
        return new ParameterValues(
                step,
                1_790_000_000_123L + step,
                step == 0 ? Double.NaN : 1e-3 * step,
                List.of(new float[] {Float.MIN_VALUE, -0f, step}, new float[] {Float.NaN, Float.NEGATIVE_INFINITY}),
                List.of(new float[] {1e-7f, 3, Float.MAX_VALUE}, new float[0]));
    }

    private Path written(int... steps) throws IOException {
        Path file = folder.resolve(FlowFile.NAME);
        try (FlowWriter writer = new FlowWriter(file, PARAMETERS, 10)) {
            for (int step : steps) {
                writer.accept(snapshot(step));
            }
            assertThat(file).doesNotExist();
            writer.publish();
        }
        return file;
    }

    private static List<ParameterValues> read(Path file) throws IOException {
        List<ParameterValues> snapshots = new ArrayList<>();
        FlowFile.open(file).forEach(snapshots::add);
        return snapshots;
    }

    /** Text that differs where a bit does. */
    private static String bits(ParameterValues snapshot) {
        StringBuilder text = new StringBuilder(
                snapshot.step() + " " + snapshot.time() + " " + Double.doubleToRawLongBits(snapshot.loss()));
        for (List<float[]> arrays : List.of(snapshot.values(), snapshot.gradients())) {
            for (float[] array : arrays) {
                text.append(" /");
                for (float value : array) {
                    text.append(' ').append(Float.floatToRawIntBits(value));
                }
            }
        }
        return text.toString();
    }

    @Test
    void givesBackEveryBit() throws IOException {
        Path file = written(0, 10, 20);

        FlowFile flow = FlowFile.open(file);
        List<ParameterValues> snapshots = read(file);

        assertThat(flow.parameters()).isEqualTo(PARAMETERS);
        assertThat(flow.every()).isEqualTo(10);
        assertThat(flow.snapshots()).isEqualTo(3);
        assertThat(snapshots)
                .extracting(FlowFileTest::bits)
                .containsExactly(bits(snapshot(0)), bits(snapshot(10)), bits(snapshot(20)));
        assertThat(Float.floatToRawIntBits(snapshots.get(1).values().get(0)[1]))
                .isEqualTo(Float.floatToRawIntBits(-0f));
    }

    @Test
    void anEmptyRecordIsWhole() throws IOException {
        assertThat(read(written())).isEmpty();
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(written(0, 10));
        Path cut = folder.resolve("cut.bin");
        for (int length = 0; length < whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> FlowFile.open(cut))
                    .as("cut off after %d bytes", length)
                    .isInstanceOf(BadFileException.class)
                    .hasMessage(cut + ": is truncated: its end is missing");
        }
    }

    @Test
    void aFileWithOneWrongByteIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(written(0, 10));
        Path wrong = folder.resolve("wrong.bin");
        for (int at = 0; at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= 0x40;
            Files.write(wrong, bytes);
            assertThatThrownBy(() -> FlowFile.open(wrong))
                    .as("byte %d changed", at)
                    .isInstanceOf(IOException.class);
        }
    }

    /** Whole, but as no recorder records. */
    @Test
    void arraysOfAnotherLengthThanTheirParametersAreRefused() throws IOException {
        float[] one = {1};
        float[] none = {};
        Parameter parameter = new Parameter("0_W", List.of(2L), 1);
        assertDamaged(parameter, one, none);
        assertDamaged(parameter, none, none);
        assertDamaged(parameter, new float[2], one);
        assertDamaged(parameter, new float[3], none);
        assertDamaged(new Parameter("0_W", List.of(), 1), one, one);
    }

    private void assertDamaged(Parameter parameter, float[] values, float[] gradients) throws IOException {
        Path file = folder.resolve(FlowFile.NAME);
        try (FlowWriter writer = new FlowWriter(file, List.of(parameter), 1)) {
            writer.accept(new ParameterValues(0, 0, 0, List.of(values), List.of(gradients)));
            writer.publish();
        }
        assertThatThrownBy(() -> FlowFile.open(file))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + ": is damaged");
        Files.delete(file);
    }

    @Test
    void anotherFileIsRefusedByName() throws IOException {
        Path other = Files.writeString(folder.resolve("other.bin"), "step,x0,loss\n");
        assertThatThrownBy(() -> FlowFile.open(other))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("other.bin: is not a flow.bin");
        Path longer = Files.write(folder.resolve("longer.bin"), Files.readAllBytes(written(0)));
        Files.writeString(longer, "x", java.nio.file.StandardOpenOption.APPEND);
        assertThatThrownBy(() -> FlowFile.open(longer)).hasMessageContaining("is damaged");
        assertThatCode(() -> FlowFile.open(folder.resolve(FlowFile.NAME))).doesNotThrowAnyException();
    }
}
