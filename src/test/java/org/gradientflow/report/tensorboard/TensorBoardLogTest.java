package org.gradientflow.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradientflow.observation.Parameter;
import org.gradientflow.observation.ParameterValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardLogTest {
    private static final long TIME = 1_790_000_000_250L;

    @TempDir
    private Path folder;

    private static List<Parameter> parameters(String... keys) {
        return IntStream.range(0, keys.length)
                .mapToObj(i -> new Parameter(keys[i], List.of(1L, 3L), 1))
                .toList();
    }

    private List<EventReader.Event> log(List<Parameter> parameters, ParameterValues... snapshots) throws IOException {
        try (TensorBoardLog log = new TensorBoardLog(folder, parameters)) {
            List.of(snapshots).forEach(log);
        }
        return EventReader.read(EventReader.file(folder));
    }

    private static ParameterValues of(int step, float[] values, float[] gradient) {
        return new ParameterValues(step, TIME + step, 0.25 + step, List.of(values), List.of(gradient));
    }

    /** One histogram of one step. */
    private EventReader.Histogram histogram(float... values) throws IOException {
        Path own = Files.createTempDirectory(folder, "one");
        try (TensorBoardLog log = new TensorBoardLog(own, parameters("w"))) {
            log.accept(of(0, values, new float[0]));
        }
        return EventReader.read(EventReader.file(own)).get(1).histograms().get("w");
    }

    /** TensorFlow's limits by their definition: from 1e-12 to 1e20, each a tenth larger, and the same below zero. */
    private static List<Double> limits() {
        List<Double> limits = new ArrayList<>(List.of(0.0));
        double limit = 1e-12;
        while (limit < 1e20) {
            limits.add(limit);
            limits.add(0, -limit);
            limit = limit * 1.1;
        }
        limits.add(Double.MAX_VALUE);
        limits.add(0, -Double.MAX_VALUE);
        return limits;
    }

    @Test
    void theChecksumOfTheReaderIsTheStandardOne() {
        // RFC 3720, B.4: 32 bytes of zeros; and the usual check value.
        assertThat(EventReader.crc(new byte[32])).isEqualTo(0x8a9136aa);
        assertThat(EventReader.crc("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0xe3069283);
    }

    @Test
    void aFileBeginsWithItsVersionAndIsNamedAsTensorBoardLooksForIt() throws IOException {
        List<EventReader.Event> events = log(parameters("w"), of(0, new float[] {1}, new float[] {2}));

        assertThat(EventReader.file(folder)).hasFileName("events.out.tfevents.1790000000.gradientflow");
        assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
        assertThat(events.get(0).wallTime()).isEqualTo(1_790_000_000.25);
    }

    @Test
    void stepsTimesLossAndTagsAreThoseRecorded() throws IOException {
        List<EventReader.Event> events =
                log(parameters("w"), of(0, new float[] {1}, new float[] {2}), of(10, new float[] {3}, new float[] {4}));

        assertThat(events).hasSize(3);
        assertThat(events).extracting(EventReader.Event::step).containsExactly(0L, 0L, 10L);
        assertThat(events.get(2).wallTime()).isEqualTo((TIME + 10) / 1e3);
        assertThat(events.get(2).scalars()).containsExactly(entry("loss", 10.25f));
        assertThat(events.get(2).histograms()).containsOnlyKeys("w", "w_grad");
        assertThat(events.get(1).histograms().get("w_grad").sum()).isEqualTo(2);
        assertThat(events.get(2).histograms().get("w").sum()).isEqualTo(3);
    }

    @Test
    void tagsAreTheOriginalsNamesIfTheNetworkIsBuiltLikeTheOriginals() {
        assertThat(Tags.of(List.of("0_W", "0_b", "1_W", "1_b"))).containsExactly("W:0", "b:0", "W2:0", "b2:0");
        assertThat(Tags.of(List.of("0_W", "0_b", "1_W", "1_b", "2_W", "2_b")))
                .containsExactly("W:0", "b:0", "W1:0", "b1:0", "W2:0", "b2:0");
        assertThat(Tags.of(List.of("0_W", "0_b", "1_W", "1_gamma"))).containsExactly("0_W", "0_b", "1_W", "1_gamma");
        assertThat(Tags.of(List.of("hidden_W", "hidden_b"))).containsExactly("hidden_W", "hidden_b");
        assertThat(Tags.of(List.of())).isEmpty();
    }

    @Test
    void sumsAreExactAndInTheArraysOrder() throws IOException {
        float[] values = new float[5_000];
        Random random = new Random(1);
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15));
            double value = values[i];
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum = sum + value;
            squares = squares + value * value;
        }

        EventReader.Histogram histogram = histogram(values);

        assertThat(histogram.num()).isEqualTo(5_000);
        assertThat(histogram.min()).isEqualTo(min);
        assertThat(histogram.max()).isEqualTo(max);
        assertThat(histogram.sum()).isEqualTo(sum);
        assertThat(histogram.sumSquares()).isEqualTo(squares);
        assertThat(histogram.counts().stream().mapToDouble(count -> count).sum())
                .isEqualTo(5_000);
    }

    @Test
    void everyValueIsCountedInTensorFlowsBucket() throws IOException {
        float[] values = {0f, -0f, 1e-13f, -1e-13f, 1f, -1f, 2.5e-3f, 1e-30f, 3e38f, -3e38f, 0.1f, 0.1f};
        List<Double> limits = limits();

        EventReader.Histogram histogram = histogram(values);

        assertThat(limits).hasSize(1_551);
        assertThat(limits).containsAll(histogram.limits());
        assertThat(histogram.limits()).isSorted().doesNotHaveDuplicates();
        double counted = 0;
        for (int i = 0; i < histogram.limits().size(); i++) {
            double upper = histogram.limits().get(i);
            double lower =
                    i == 0 ? Double.NEGATIVE_INFINITY : histogram.limits().get(i - 1);
            double expected = 0;
            for (float value : values) {
                expected += lower <= value && value < upper ? 1 : 0;
            }
            assertThat(histogram.counts().get(i)).as("[%s, %s)", lower, upper).isEqualTo(expected);
            counted += expected;
            if (expected > 0 && i > 0) {
                // A bucket that holds something is one of TensorFlow's, not a wider one.
                assertThat(lower).isEqualTo(limits.get(limits.indexOf(upper) - 1));
            }
        }
        assertThat(counted).isEqualTo(values.length);
    }

    @Test
    void emptyBucketsAreWrittenAsOneLikeInTensorFlow() throws IOException {
        // One value: the empty run below it, its bucket, the empty run above it.
        EventReader.Histogram one = histogram(1f);
        assertThat(one.counts()).containsExactly(0.0, 1.0, 0.0);
        assertThat(one.limits().get(0)).isLessThanOrEqualTo(1).isGreaterThan(0.9);
        assertThat(one.limits().get(1)).isGreaterThan(1).isLessThan(1.11);
        assertThat(one.limits().get(2)).isEqualTo(Double.MAX_VALUE);

        // Nothing at all: one run, with the numbers that TensorFlow's empty histogram has.
        EventReader.Histogram none = histogram();
        assertThat(none.counts()).containsExactly(0.0);
        assertThat(none.limits()).containsExactly(Double.MAX_VALUE);
        assertThat(none.min()).isEqualTo(Double.MAX_VALUE);
        assertThat(none.max()).isEqualTo(-Double.MAX_VALUE);
    }

    @Test
    void numbersThatAreNotFiniteAreCountedBesideTheHistogram() throws IOException {
        List<EventReader.Event> events = log(
                parameters("w"),
                of(0, new float[] {1, Float.NaN, Float.NEGATIVE_INFINITY}, new float[] {Float.POSITIVE_INFINITY, 1, 2}),
                of(10, new float[] {1, 2, 3}, new float[] {1, 2, 3}));

        assertThat(events.get(1).scalars())
                .containsExactly(entry("loss", 0.25f), entry("w_non_finite", 2f), entry("w_grad_non_finite", 1f));
        assertThat(events.get(1).histograms().get("w").num()).isEqualTo(1);
        assertThat(events.get(1).histograms().get("w_grad").max()).isEqualTo(2);
        assertThat(events.get(2).scalars()).containsOnlyKeys("loss");
    }

    @Test
    void aChangedByteIsNoticed() throws IOException {
        log(parameters("w"), of(0, new float[] {1}, new float[] {2}));
        Path file = EventReader.file(folder);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> EventReader.read(file)).hasMessageContaining("checksum");
    }

    @Test
    void anExistingFileIsNotOverwritten() throws IOException {
        log(parameters("w"), of(0, new float[] {1}, new float[] {2}));
        byte[] before = Files.readAllBytes(EventReader.file(folder));

        assertThatThrownBy(() -> log(parameters("w"), of(0, new float[] {9}, new float[] {9})))
                .hasCauseInstanceOf(java.nio.file.FileAlreadyExistsException.class);
        assertThat(EventReader.file(folder)).hasBinaryContent(before);
    }
}
