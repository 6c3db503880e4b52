package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gradientflow.cli.fixture.Cli;
import org.gradientflow.experiment.Cases;
import org.gradientflow.storage.ModelFile;
import org.gradientflow.training.Session;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each is one clear line on standard error and exit code 2; nothing is created and nothing overwritten. */
class BadInputTest {
    @TempDir
    static Path folder;

    private static Path initial;
    private static Path inputs;
    private static Path model;

    @BeforeAll
    static void goodFiles() throws IOException {
        String sixteen = ",1".repeat(16);
        initial = Files.write(
                folder.resolve("init.csv"),
                List.of("W,1,16" + sixteen, "b,1,16" + sixteen, "W2,16,1" + sixteen, "b2,1,1,1"));
        inputs = Files.write(folder.resolve("inputs.csv"), List.of("0.5", "-0.5", "0.25"));
        model = folder.resolve("model.zip");
        Session session = Session.start(Cases.TWO_LAYER.withSteps(5));
        session.run(() -> false, List.of());
        ModelFile.write(model, session);
    }

    private static void assertRefused(String message, Object... arguments) {
        Cli.assertRefused(folder, message, arguments);
    }

    private static void assertRunRefused(String message, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("run", "two-layer", "--no-ui", "--out", folder.resolve("new")));
        all.addAll(Arrays.asList(arguments));
        assertRefused(message, all.toArray());
    }

    private static void assertReplayRefused(String message, Path initial, Path inputs, Object... more) {
        List<Object> all = new ArrayList<>(List.of(
                "replay", "two-layer", "--initial", initial, "--inputs", inputs, "--out", folder.resolve("t.csv")));
        all.addAll(Arrays.asList(more));
        assertRefused(message, all.toArray());
    }

    private static final String CASES = "two-layer, three-layer, three-layer-xavier, three-layer-xavier-adam,"
            + " autoencoder, autoencoder-adam, batch-first-element, three-layer-adam";

    @Test
    void unknownCasesAndCommandsSuggestTheNearest() {
        assertRefused(
                "unknown case 'three-leyer': did you mean three-layer? (one of " + CASES
                        + "); help: gradientflow run --help",
                "run",
                "three-leyer");
        assertRefused(
                "unknown case 'three-layer-xavir': did you mean three-layer-xavier? (one of " + CASES
                        + "); help: gradientflow run --help",
                "run",
                "two-layer",
                "three-layer-xavir",
                "--no-ui");
        assertRefused(
                "unknown case 'autoencoder-adma': did you mean autoencoder-adam? (one of " + CASES
                        + "); help: gradientflow replay --help",
                "replay",
                "autoencoder-adma",
                "--initial=a",
                "--inputs=b",
                "--out=c");
        assertRefused(
                "unknown command or case 'rnu': did you mean run? (one of run, resume, report, ui, export-tensorboard, replay, doctor, explain, sweep, sweep-report, "
                        + CASES + "); help: gradientflow --help",
                "rnu");
        assertRefused(
                "unknown command or case 'two-layr': did you mean two-layer? (one of run, resume, report, ui, export-tensorboard, replay, doctor, explain, sweep, sweep-report, "
                        + CASES + "); help: gradientflow --help",
                "two-layr",
                "--no-ui");
    }

    @Test
    void anArgumentTooMany() {
        assertRefused("unexpected argument 'b'; help: gradientflow resume --help", "resume", "a", "b", "--steps", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--step 5 | unknown option '--step': did you mean --steps?",
                "--learningrate 1 | unknown option '--learningrate': did you mean --learning-rate?",
                "--steps | Missing required parameter for option '--steps' (N)",
                "--steps 5 --steps 6 | option '--steps' (N) should be specified only once",
                "--steps ten | Invalid value for option '--steps': 'ten' is not a whole number",
                "--steps 1e4 | Invalid value for option '--steps': '1e4' is not a whole number",
                "--steps 3000000000 | --steps must be from 1 to 1,000,000,000, not 3,000,000,000",
                "--steps 99999999999999999999 | --steps must be from 1 to 1,000,000,000, not 99,999,999,999,999,999,999",
                "--steps -3000000000 | --steps must be from 1 to 1,000,000,000, not -3,000,000,000",
                "--batch 99999999999 | --batch must be from 1 to 100,000, not 99,999,999,999",
                "--every 99999999999 | --every must be from 1 to 2,147,483,647, not 99,999,999,999",
                "--port 99999999999 | --port must be from 0 to 65,535, not 99,999,999,999",
                "--seed 1.5 | Invalid value for option '--seed': '1.5' is not a long",
                "--batch many | Invalid value for option '--batch': 'many' is not a whole number",
                "--learning-rate fast | Invalid value for option '--learning-rate': 'fast' is not a double",
                "--every often | Invalid value for option '--every': 'often' is not a whole number",
                "--port http | Invalid value for option '--port': 'http' is not a whole number",
                "--updater adm | unknown updater 'adm': did you mean adam? (one of sgd, adam)",
                "--loss al | unknown loss 'al': did you mean all? (one of first-element, all)",
                "--bias sane | bias, unless it is same, must be a number, not 'sane'",
                "--bias NaN | bias must be a finite number, not NaN",
                "--init normal:-1 | standard deviation of the initialisation must be a positive finite number, not -1.0",
            })
    void optionsThatCannotBeRead(String options, String message) {
        assertRunRefused(message + "; help: gradientflow run --help", (Object[]) options.split(" "));
    }

    @Test
    void anUnknownInitialisationSuggestsTheNearest() {
        Cli result = Cli.run("run", "two-layer", "--no-ui", "--out", folder.resolve("new"), "--init", "xaver-uniform");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith(
                        "gradientflow: unknown initialisation 'xaver-uniform': did you mean xavier-uniform? (one of ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--steps 0 | steps must be from 1 to 1,000,000,000, not 0",
                "--steps -1 | steps must be from 1 to 1,000,000,000, not -1",
                "--batch 0 | batch must be from 1 to 100,000, not 0",
                "--batch 100001 | batch must be from 1 to 100,000, not 100,001",
                "--learning-rate 0 | learning rate must be a positive finite number, not 0.0",
                "--learning-rate=-1e-3 | learning rate must be a positive finite number, not -0.001",
                "--learning-rate NaN | learning rate must be a positive finite number, not NaN",
                "--learning-rate Infinity | learning rate must be a positive finite number, not Infinity",
                "--clip 0 | clip must be a positive finite number, not 0.0",
                "--every 0 | --every must be 1 or more, not 0",
                "--port 65536 | --port must be from 0 to 65,535, not 65,536",
                "--port -1 | --port must be from 0 to 65,535, not -1",
                "two-layer | case two-layer is named 2 times; name it once",
            })
    void valuesOutOfRange(String options, String message) {
        assertRunRefused(message, (Object[]) options.split(" "));
    }

    @Test
    void anOutThatExistsIsLeftUntouched() throws IOException {
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("summary.json"), "precious");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        for (Path existing : List.of(full, empty, inputs)) {
            assertRefused(
                    existing + ": exists already, and nothing is overwritten; choose another name",
                    "run",
                    "two-layer",
                    "--no-ui",
                    "--out",
                    existing);
            assertRefused(
                    existing + ": exists already, and nothing is overwritten; choose another name",
                    "resume",
                    model,
                    "--steps=1",
                    "--no-ui",
                    "--out",
                    existing);
        }
    }

    @Test
    void anOutThatCannotBeMade() {
        assertRefused(inputs + ": is not a folder", "two-layer", "--no-ui", "--out", inputs.resolve("new"));
        assertRefused(inputs + ": is not a folder", "two-layer", "--no-ui", "--out", inputs.resolve("a/b"));
        assertRefused(inputs + ": is not a folder", "two-layer", "--no-ui", "--tensorboard", inputs);
        assertRefused(inputs + ": is not a folder", "two-layer", "--no-ui", "--tensorboard", inputs.resolve("a/b"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anOutWhereNobodyMayWrite() {
        String why = ": this folder can't be made, because nothing can be written in /proc; choose another";
        assertRefused("/proc/new" + why, "two-layer", "--no-ui", "--out", "/proc/new");
        assertRefused("/proc/new" + why, "two-layer", "--no-ui", "--out", "/proc/new/deep");
        assertRefused("/proc/new/deep" + why, "two-layer", "--no-ui", "--tensorboard", "/proc/new/deep");
    }

    @Test
    void aBusyPortOrAForeignHost() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertRefused(
                    "Port " + other.getLocalPort()
                            + " at 127.0.0.1 is in use: stop the other program or choose another port with --port",
                    "two-layer",
                    "--port",
                    other.getLocalPort(),
                    "--out",
                    folder.resolve("new"));
        }
        assertRefused(
                "192.0.2.1 is not an address of this machine: use 127.0.0.1",
                "two-layer",
                "--port=0",
                "--host=192.0.2.1",
                "--out",
                folder.resolve("new"));
    }

    @Test
    void replayOfFilesThatAreNotThere() {
        Path none = folder.resolve("none.csv");
        assertReplayRefused(none + ": no such file or folder", none, inputs);
        assertReplayRefused(none + ": no such file or folder", initial, none);
        assertReplayRefused(folder + ": is a folder", folder, inputs);
        assertReplayRefused(folder + ": is a folder", initial, folder);
        assertRefused(
                "Missing required options: '--initial=CSV', '--inputs=CSV', '--out=CSV'; help: gradientflow replay --help",
                "replay",
                "two-layer");
    }

    @Test
    void replayOfFilesThatAreWrongNamesTheLine() throws IOException {
        Path nan = Files.write(folder.resolve("nan.csv"), List.of("0.5", "NaN"));
        assertReplayRefused(nan + ":2: 'NaN' is not a finite float32 number", initial, nan);
        Path wide = Files.write(folder.resolve("wide.csv"), List.of("0.5", "0.5,0.5"));
        assertReplayRefused(wide + ":2: the line has 2 value(s), but a batch has 1 row(s)", initial, wide);
        Path shape = Files.write(folder.resolve("shape.csv"), List.of("W,16,1" + ",1".repeat(16)));
        assertReplayRefused(shape + ":1: W has the shape [16, 1], but the case needs [1, 16]", shape, inputs);
        assertRefused(
                initial + ": has no line for the variable W1",
                "replay",
                "three-layer",
                "--initial",
                initial,
                "--inputs",
                inputs,
                "--out",
                folder.resolve("t.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "0", "-1"})
    void replayOfMoreStepsThanThereAreInputs(String steps) {
        assertReplayRefused(
                "--steps must be from 1 to 3, as " + inputs + " has 3 lines, not " + steps,
                initial,
                inputs,
                "--steps",
                steps);
    }

    @Test
    void replayIntoAFileThatExistsOrCannotBeMade() throws IOException {
        Path existing = Files.writeString(folder.resolve("existing.csv"), "precious");
        String[] given = {"replay", "two-layer", "--initial", initial.toString(), "--inputs", inputs.toString()};
        assertRefused(
                existing + ": exists already, and nothing is overwritten; choose another name",
                given[0],
                given[1],
                given[2],
                given[3],
                given[4],
                given[5],
                "--out",
                existing);
        Path nowhere = folder.resolve("nowhere/t.csv");
        assertRefused(
                nowhere.getParent() + ": no such file or folder",
                given[0],
                given[1],
                given[2],
                given[3],
                given[4],
                given[5],
                "--out",
                nowhere);
        assertRefused(
                existing + ": is not a folder",
                given[0],
                given[1],
                given[2],
                given[3],
                given[4],
                given[5],
                "--out",
                existing.resolve("t.csv"));
    }

    @Test
    void resumeOfWhatIsNotASavedModel() throws IOException {
        Path none = folder.resolve("none.zip");
        assertRefused(none + ": no such file or folder", "resume", none, "--steps=1");
        Path cut = folder.resolve("cut.zip");
        byte[] bytes = Files.readAllBytes(model);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(
                cut + ": is not a complete zip file; give the model.zip of a run",
                "resume",
                cut,
                "--steps=1",
                "--no-ui",
                "--out",
                folder.resolve("new"));
        Path foreign = folder.resolve("foreign.zip");
        try (OutputStream file = Files.newOutputStream(foreign);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("hello.txt"));
        }
        assertRefused(
                foreign + ": has no gradientflow.json; give a model.zip that 'run' saved",
                "resume",
                foreign,
                "--steps=1");
        assertRefused(folder + ": is a folder; give the model.zip in it", "resume", folder, "--steps=1");
    }

    @Test
    void resumeForANumberOfStepsThatIsNone() {
        assertRefused("--steps must be 1 or more, not 0", "resume", model, "--steps=0");
        assertRefused(
                "--steps must be from 1 to 1,000,000,000, not 99,999,999,999; help: gradientflow resume --help",
                "resume",
                model,
                "--steps=99999999999");
        assertRefused("--steps 2147483647 is too many after step 5", "resume", model, "--steps=2147483647");
        assertRefused("--steps 1000000000 is too many after step 5", "resume", model, "--steps=1000000000");
        assertRefused("--every must be 1 or more, not -3", "resume", model, "--steps=1", "--every=-3");
        assertRefused("Missing required option: '--steps=N'; help: gradientflow resume --help", "resume", model);
    }
}
