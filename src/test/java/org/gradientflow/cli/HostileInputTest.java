package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.benchmark.fuzz.ForeignFiles;
import org.gradientflow.cli.fixture.Cli;
import org.gradientflow.cli.fixture.NeedsFonts;
import org.gradientflow.cli.fixture.Program;
import org.gradientflow.cli.fixture.SavedRun;
import org.gradientflow.storage.FlowFile;
import org.gradientflow.storage.RunSummary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;
import org.nd4j.linalg.factory.Nd4j;

/** Input made to use up memory or time: one clear line, exit code 2, at once. */
class HostileInputTest {
    private static final int MEGA = 1 << 20;

    /** Of the classifier. */
    private static final int PARAMETERS = 51;

    @TempDir
    static Path folder;

    private static Path model;
    private static Path table;

    @BeforeAll
    static void files() throws IOException {
        model = ForeignFiles.save(folder.resolve("model.zip"), ForeignFiles.classifier());
        table = Files.writeString(folder.resolve("data.csv"), ForeignFiles.clusters(30));
    }

    private static void assertRefused(String message, Object... arguments) {
        long start = System.nanoTime();
        Cli result = Cli.run(arguments);

        assertThat(result.err()).startsWith("gradientflow: ").contains(message).hasLineCount(1);
        assertThat(result.code()).isEqualTo(2);
        // Not a measurement: what it guards against takes minutes.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }

    private static Object[] doctor(Path model, Path table, String features, String labels) {
        return new Object[] {"doctor", model, "--data", table, "--features", features, "--labels", labels};
    }

    private static void assertRefused(Path model, String message) {
        assertRefused(model + ": " + message, doctor(model, table, "0,1", "2"));
    }

    private static Path changed(String name, String entry, byte[] content) throws IOException {
        return ForeignFiles.changed(model, folder.resolve(name), entry, before -> content);
    }

    /** With another size of an entry in the zip's directory. */
    private static Path claiming(Path zip, String entry, int size) throws IOException {
        byte[] bytes = Files.readAllBytes(zip);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int names = 46;
        for (int at = 0; at < bytes.length - names - entry.length(); at++) {
            if (buffer.getInt(at) == 0x02014b50
                    && new String(bytes, at + names, entry.length(), StandardCharsets.US_ASCII).equals(entry)) {
                buffer.putInt(at + 24, size);
                return Files.write(zip, bytes);
            }
        }
        throw new AssertionError("no " + entry);
    }

    @Test
    void zipBombs() throws IOException {
        byte[] zeros = new byte[200 * MEGA];
        Path json = changed("json-bomb.zip", ModelSerializer.CONFIGURATION_JSON, zeros);
        Path values = changed("bomb.zip", ModelSerializer.COEFFICIENTS_BIN, zeros);
        assertThat(values.toFile().length()).isLessThan(MEGA);

        assertRefused(json, "configuration.json has 209715200 bytes, too many");
        assertRefused(values, "coefficients.bin has 209715200 bytes, too many");
        // It says that it is small.
        assertRefused(claiming(values, ModelSerializer.COEFFICIENTS_BIN, 300), "coefficients.bin is damaged");
        assertRefused(claiming(json, ModelSerializer.CONFIGURATION_JSON, 300), "configuration.json is damaged");
        // It says that it is much more than a file of its size can hold.
        assertRefused(claiming(values, ModelSerializer.COEFFICIENTS_BIN, -2), "coefficients.bin is damaged");
    }

    private static byte[] replaced(byte[] array, long value, long other) {
        ByteBuffer buffer = ByteBuffer.wrap(array.clone());
        for (int at = 0; at <= array.length - Long.BYTES; at++) {
            if (buffer.getLong(at) == value) {
                buffer.putLong(at, other);
            }
        }
        return buffer.array();
    }

    /** A network, an array and a zip entry that all say the same of millions of values, of which none is there. */
    private static Path claimingValues(int hidden) throws IOException {
        long values = 6L * hidden + 3;
        Path file = folder.resolve("claim-" + hidden + ".zip");
        ForeignFiles.changed(
                model,
                file,
                ModelSerializer.CONFIGURATION_JSON,
                json -> new String(json, StandardCharsets.UTF_8)
                        .replaceAll("(\"nin\"|\"nout\") : 8", "$1 : " + hidden)
                        .getBytes(StandardCharsets.UTF_8));
        byte[] filler = new byte[2 * MEGA];
        new SplittableRandom(1).nextBytes(filler);
        ForeignFiles.changed(file, folder.resolve("filled.zip"), "filler", none -> filler);
        ForeignFiles.changed(
                folder.resolve("filled.zip"),
                file,
                ModelSerializer.COEFFICIENTS_BIN,
                array -> replaced(array, PARAMETERS, values));
        return claiming(file, ModelSerializer.COEFFICIENTS_BIN, Math.toIntExact(Float.BYTES * values + 200));
    }

    /** The heap is 384 MB. */
    @ParameterizedTest
    @CsvSource({"40000000, needs more than the available 3", "10000000, coefficients.bin is damaged"})
    void headersThatClaimHundredsOfMegabytes(int hidden, String why) throws Exception {
        Path file = claimingValues(hidden);
        try (Program program = Program.startTuned(folder, doctor(file, table, "0,1", "2"))) {
            assertThat(program.exitCode()).as(program.err()).isEqualTo(2);
            assertThat(program.err())
                    .startsWith("gradientflow: " + file + ": " + why)
                    .hasLineCount(1);
        }
    }

    @Test
    void anArrayThatClaimsTenGigabytes() throws IOException {
        Path file = ForeignFiles.changed(
                model,
                folder.resolve("ten.zip"),
                ModelSerializer.COEFFICIENTS_BIN,
                array -> replaced(array, PARAMETERS, 2_500_000_000L));
        assertRefused(file, "coefficients.bin is damaged");
    }

    @Test
    void aConfigurationOfManyLevels() throws IOException {
        String deep = "{\"confs\":" + "[".repeat(100_000);
        assertRefused(
                changed("deep.zip", ModelSerializer.CONFIGURATION_JSON, deep.getBytes(StandardCharsets.UTF_8)),
                "configuration.json is damaged: it is nested too deeply");
    }

    @Test
    void aConfigurationWithoutALoss() throws IOException {
        assertRefused(without("lossFn"), "its parts do not form a network: an output layer has no loss");
    }

    @Test
    void aConfigurationWithoutAnActivation() throws IOException {
        assertRefused(without("activationFn"), "its parts do not form a network: a DenseLayer has no activation");
    }

    private static Path without(String part) throws IOException {
        return ForeignFiles.changed(
                model,
                folder.resolve("without-" + part + ".zip"),
                ModelSerializer.CONFIGURATION_JSON,
                json -> new String(json, StandardCharsets.UTF_8)
                        .replaceAll("\"" + part + "\" : \\{[^}]*\\}", "\"" + part + "\" : null")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String laughs() {
        StringBuilder text = new StringBuilder("a: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            text.append("b%d: &a%d [%s]\n".formatted(i, i, String.join(",", Collections.nCopies(10, "*a" + (i - 1)))));
        }
        return text.append("layers: *a29\n").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"layers\":", "- ", "layers: {a: ", "&a ", "? "})
    void gridsOfManyLevels(String level) throws IOException {
        for (String name : new String[] {"deep.yaml", "deep.json"}) {
            Path grid = Files.writeString(folder.resolve(name), level.repeat(900_000 / level.length()));
            assertRefused(grid.toString(), "sweep", "--grid", grid);
        }
    }

    @Test
    void aGridOfABillionLaughs() throws IOException {
        Path grid = Files.writeString(folder.resolve("laughs.yaml"), laughs());
        assertRefused(grid + ": unknown setting 'a'", "sweep", "--grid", grid);
        Files.writeString(grid, laughs().replaceAll("(?m)^[ab][0-9]*:", "layers:"));
        assertRefused(grid.toString(), "sweep", "--grid", grid);
        Files.writeString(grid, "layers: &a [*a, *a]");
        assertRefused("layers must be a whole number or a range such as 2..10, not '", "sweep", "--grid", grid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"cases\":", "{\"cases\":[{\"experiment\":{\"hidden\":[[["})
    @NeedsFonts
    void summariesOfManyLevels(String level) throws IOException {
        Path run = Files.createDirectories(folder.resolve("run"));
        Path summary = Files.writeString(run.resolve(RunSummary.NAME), level.repeat(2_000_000 / level.length()));
        assertRefused(summary + ": is damaged", "report", run);
        Files.writeString(summary, laughs());
        assertRefused(summary + ": is damaged", "report", run);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--layers=2..2000000000 | layers must be from 2 to 1,001, not 2,000,000,000",
                "--seeds=9999999999 | seeds must be from 1 to 1,000,000,000, not 9,999,999,999",
                "--learning-rate=1e-30..1:2000000000 | has more than 10,000 values",
                "--seeds=0..9223372036854775807 | seeds must be",
                "--shard=1/2000000000 | number of shards must be from 1 to 100,000, not 2,000,000,000",
            })
    void listsWithoutEnd(String option, String why) {
        assertRefused(why, "sweep", option, "--out", folder.resolve("never.csv"));
    }

    @Test
    void aGridOfManyParts() throws IOException {
        StringBuilder text = new StringBuilder("grids:\n");
        for (int i = 1; i <= 9_000; i++) {
            text.append("- width: ").append(i).append("\n  layers: [3, 4, 5, 6, 7]\n");
        }
        Path grid = Files.writeString(folder.resolve("parts.yaml"), text);
        assertRefused("parts of the grid must be from 1 to 1,000, not 9,000", "sweep", "--grid", grid);
    }

    @Test
    @NeedsFonts
    void aLineWithoutEnd() throws IOException {
        Path endless = endless(folder.resolve("endless.csv"), "");
        assertRefused(endless + ":1: the line has more than 16,777,216 characters", replay(endless, endless));
        Path run = SavedRun.copyTo(folder.resolve("endless"));
        Path trace = endless(run.resolve("two-layer").resolve("trace.csv"), "step,x0,loss,estimate0\n");
        assertRefused(trace + ":2: the line has more than 16,777,216 characters", "report", run);
        Path rows = folder.resolve("endless-record.csv");
        endless(folder.resolve("endless-record.grid.yaml"), "");
        assertRefused(
                folder.resolve("endless-record.grid.yaml") + ":1: the line has more than 16,777,216 characters",
                "sweep",
                "two-layer",
                "--out",
                rows);
        assertThat(rows).doesNotExist();
        assertRefused(endless + ": has a line of more than", doctor(model, endless, "0,1", "2"));
        assertRefused(endless + ":1: is too long for a line of a sweep's results", "sweep-report", endless);
        for (Path file : List.of(endless, trace, folder.resolve("endless-record.grid.yaml"))) {
            Files.delete(file);
        }
    }

    /** A text and then 100 MB without a line's end. */
    private static Path endless(Path file, String start) throws IOException {
        byte[] piece = "1,".repeat(MEGA / 2).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(start.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                out.write(piece);
            }
        }
        return file;
    }

    private static Object[] replay(Path initial, Path inputs) {
        return new Object[] {
            "replay", "two-layer", "--initial", initial, "--inputs", inputs, "--out", folder.resolve("never.csv")
        };
    }

    @Test
    void aNumberOfAMillionDigits() throws IOException {
        Path digits =
                Files.writeString(folder.resolve("digits.csv"), "0,1," + "1".repeat(1_000_000) + "x\n0,1,2\n0,x,2\n");
        assertRefused(digits + ":1: column 2: '111", doctor(model, digits, "0,1", "2"));
    }

    @Test
    void aMillionColumns() throws IOException {
        Path wide = Files.writeString(folder.resolve("wide.csv"), ("1,".repeat(999_999) + "1\n").repeat(2));
        assertRefused("--features names 999999 column(s)", doctor(model, wide, "0-999998", "999999"));
        Path named = Files.writeString(folder.resolve("named.csv"), "x,".repeat(999_999) + "y\n" + "1,2\n");
        assertRefused(
                named + ":2: the line has 2 cell(s), but the first line has 1000000", doctor(model, named, "0,1", "2"));
    }

    @Test
    void aNormalizerThatClaimsGigabytes() throws IOException {
        NormalizerStandardize normalizer = new NormalizerStandardize(
                Nd4j.createFromArray(new float[][] {{0, 0}}), Nd4j.createFromArray(new float[][] {{1, 1}}));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NormalizerSerializer.getDefault().write(normalizer, bytes);

        assertThat(Cli.run(doctor(changed("normalizer.zip", bytes.toByteArray()), table, "0,1", "2"))
                        .code())
                .isNotEqualTo(2);
        for (long claim : new long[] {2_500_000_000L, Integer.MAX_VALUE, -1, Long.MAX_VALUE}) {
            assertRefused(
                    changed("normalizer.zip", replaced(bytes.toByteArray(), 2, claim)), "normalizer.bin is damaged");
        }
    }

    private static Path changed(String name, byte[] normalizer) throws IOException {
        return changed(name, ModelSerializer.NORMALIZER_BIN, normalizer);
    }

    /** What the decoders say of such bytes names no file. */
    @Test
    @NeedsFonts
    void bytesThatAreNoText() throws IOException {
        Path run = SavedRun.copyTo(folder.resolve("binary"));
        Path flow = run.resolve("two-layer").resolve(FlowFile.NAME);
        byte[] bytes = Files.readAllBytes(flow);
        // The first letter of the first name: after the magic, two numbers and the name's length.
        bytes[8 + 2 * Integer.BYTES + Short.BYTES] = (byte) 0xff;
        Files.write(flow, bytes);
        assertRefused(flow + ": is damaged", "report", run);

        Path summary = run.resolve(RunSummary.NAME);
        Files.write(summary, new byte[] {0, 0, 0, '{', -1, -1, -1, -1});
        assertRefused(summary + ": is damaged: the JSON is incomplete or malformed", "report", run);
    }

    /** Nothing looks at its length before it is read: what remains is one line. */
    @Test
    void moreThanFitsIntoMemory() throws Exception {
        Path many = folder.resolve("many.csv");
        byte[] piece = ("1".repeat(8 * MEGA) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(many)) {
            for (int i = 0; i < 20; i++) {
                out.write(piece);
            }
        }
        try (Program program = Program.startSmall(folder, replay(many, many))) {
            assertThat(program.exitCode()).as(program.err()).isEqualTo(70);
            assertThat(program.err())
                    .startsWith("gradientflow: this needs more than the available 1")
                    .hasLineCount(1);
        }
    }

    @Test
    void aMessageShowsNoMoreOfTheInputThanIsUseful() {
        assertRefused(" ... ", "sweep", "--init", "x".repeat(100_000));
        assertThat(Cli.run("sweep", "--init", "x".repeat(100_000)).err()).hasSizeLessThan(1_100);
        // In no more than linear time.
        assertRefused("unknown case 'x", "run", "x" + " ".repeat(500_000) + "y");
        assertRefused("unknown case '?[31mtwo'", "run", "\u001b[31mtwo");
    }
}
