package org.gradientflow.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.benchmark.fuzz.ForeignFiles;
import org.gradientflow.cli.fixture.Cli;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each is one clear line on standard error and exit code 2. */
class DoctorBadInputTest {
    @TempDir
    static Path folder;

    private static Path model;
    private static Path table;

    @BeforeAll
    static void files() throws IOException {
        model = ForeignFiles.save(folder.resolve("model.zip"), ForeignFiles.classifier());
        table = Files.writeString(folder.resolve("data.csv"), "x,y,class\n" + ForeignFiles.clusters(30));
    }

    private static void assertRefused(String message, Object... arguments) {
        Cli.assertRefused(folder, message, arguments);
    }

    private static void assertRefused(String message, Path model, Path table, String... more) {
        List<Object> all =
                new ArrayList<>(List.of("doctor", model, "--data", table, "--features", "0,1", "--labels", "2"));
        all.addAll(Arrays.asList(more));
        assertRefused(message, all.toArray());
    }

    private static Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void nothingToExamine() {
        assertRefused("the model is missing: name a saved model or a case; help: gradientflow doctor --help", "doctor");
        assertRefused(
                "a saved model needs --data, --features and --labels, as in --data data.csv --features 0-3 --labels 4",
                "doctor",
                model);
        assertRefused(
                "two-layer is a case, which has its own inputs; leave out --data, --features, --labels, --shape and --allow, which are for saved models",
                "doctor",
                "two-layer",
                "--labels",
                "2");
        assertThat(Cli.run("doctor", "two-leyer").err())
                .startsWith("gradientflow: unknown case 'two-leyer': did you mean two-layer?")
                .endsWith("; or give a saved model" + System.lineSeparator())
                .hasLineCount(1);
    }

    @Test
    void modelsThatAreNone() throws IOException {
        Path none = folder.resolve("none.zip");
        assertRefused(none + ": no such file or folder", none, table);
        assertRefused(folder + ": is a folder; give a model that ModelSerializer saved", folder, table);
        assertRefused(table + ": is not a complete zip file; give a model that ModelSerializer saved", table, table);
        Path cut = folder.resolve("cut.zip");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(model), 900));
        assertRefused(cut + ": is not a complete zip file; give a model that ModelSerializer saved", cut, table);
        Path keras = Files.write(folder.resolve("model.h5"), new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n'});
        assertRefused(
                keras
                        + ": is a Keras model (HDF5); import it with DL4J's KerasModelImport and save that with ModelSerializer",
                keras,
                table);
        Path other = ForeignFiles.reworded(model, folder.resolve("other.zip"), "\"confs\"", "\"confess\"");
        assertRefused(other + ": configuration.json does not describe a DL4J network", other, table);
        Path text = ForeignFiles.changed(
                model, folder.resolve("text.zip"), ModelSerializer.CONFIGURATION_JSON, json -> new byte[] {'h', 'i'});
        assertRefused(text + ": configuration.json is damaged: it is not JSON", text, table);
    }

    @Test
    void modelsWhosePartsDoNotFit() throws IOException {
        Path wide = ForeignFiles.reworded(model, folder.resolve("wide.zip"), "\"nin\" : 2", "\"nin\" : 2000000000");
        assertThat(refusal(wide)).startsWith("gradientflow: " + wide + ": its parts do not form a network: ");
        Path cut = ForeignFiles.changed(
                model,
                folder.resolve("short.zip"),
                ModelSerializer.COEFFICIENTS_BIN,
                bytes -> Arrays.copyOf(bytes, bytes.length - 4));
        assertRefused(cut + ": coefficients.bin is damaged", cut, table);
        // Claims eight exabytes; the buffer's length stands behind the name of its mode.
        Path bomb = ForeignFiles.changed(model, folder.resolve("bomb.zip"), ModelSerializer.COEFFICIENTS_BIN, bytes -> {
            int mode = ByteBuffer.wrap(bytes).getShort();
            ByteBuffer.wrap(bytes).putLong(2 + mode, Long.MAX_VALUE / 8);
            return bytes;
        });
        assertRefused(bomb + ": coefficients.bin is damaged", bomb, table);
    }

    private static String refusal(Path model) {
        Cli result = Cli.run("doctor", model, "--data", table, "--features", "0,1", "--labels", "2");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1);
        return result.err();
    }

    @Test
    void tablesThatCannotBeRead() throws IOException {
        Path none = folder.resolve("none.csv");
        assertRefused(none + ": no such file or folder", model, none);
        assertRefused(folder + ": is a folder", model, folder);
        Path empty = file("empty.csv", "");
        assertRefused(empty + ": is empty", model, empty);
        Path head = file("head.csv", "x,y,class\n");
        assertRefused(head + ": has a header but no examples; add rows below it", model, head);
        Path text = file("text.csv", "x,y,class\n0,1,2\n0,red,1\n");
        assertRefused(text + ":3: column 1 ('y'): 'red' is not a number", model, text);
        Path ragged = file("ragged.csv", "0;1;2\n\n0;1\n");
        assertRefused(ragged + ":3: the line has 2 cell(s), but the first line has 3", model, ragged);
        Path open = file("open.csv", "0,1,2\n\"0,1,2\n");
        assertRefused(open + ":2: a quoted cell is not closed", model, open);
        Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertRefused(binary + ": is not text in UTF-8", model, binary);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0 | 2 | --features names 1 column(s), but the network has 2 input(s); name as many columns as inputs",
                "0-2 | 2 | --features names 3 column(s), but the network has 2 input(s); name as many columns as inputs",
                "0,1 | 1,2 | --labels names 2 columns, but the network has 3 outputs; name 3 columns, or one column with the classes 0 to 2",
                "0,1 | 5 | TABLE: --labels: there is no column 5; the table has 3 columns, counted from 0",
                "0,1 | klass | TABLE: --labels: there is no column 'klass' in the header 'x', 'y', 'class'",
                "1-0 | 2 | TABLE: --features: '1-0' ends before it begins; write the smaller number first",
                "0,x | 2 | TABLE: --features: '0,x' names a column twice",
            })
    void columnsThatDoNotFit(String features, String labels, String message) {
        assertRefused(
                message.replace("TABLE", table.toString()),
                "doctor",
                model,
                "--data",
                table,
                "--features",
                features,
                "--labels",
                labels);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--steps=0 | --steps must be from 1 to 1,000,000, not 0",
                "--batch=0 | --batch must be from 1 to 1,000,000, not 0",
                "--seeds=-1 | --seeds must be from 1 to 1,000,000, not -1",
                "--shape=0,2 | --shape must be sizes of 1 or more, not [0, 2]",
                "--shape=3,2 | --shape [3, 2] does not fit the 2 column(s) of --features; the product of its sizes must be the number of columns",
                "--shape=9223372036854775807,2 | --shape [9223372036854775807, 2] does not fit the 2 column(s) of --features; the product of its sizes must be the number of columns",
            })
    void optionsOutOfRange(String option, String message) {
        assertRefused(message, model, table, option);
    }
}
