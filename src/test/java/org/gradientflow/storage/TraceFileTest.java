package org.gradientflow.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Cases;
import org.gradientflow.network.Networks;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.training.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class TraceFileTest {
    private static final String KEY = "0_W";

    @TempDir
    Path folder;

    private final MultiLayerNetwork network = Networks.create(Cases.TWO_LAYER);

    /** Decimal commas, grouping by apostrophes, digits of their own, a dotless i. */
    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-CH", "fr-FR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "tr-TR"})
    void isTheSameTextInEveryLocale(String language) throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try (TraceFile trace = new TraceFile(folder.resolve("trace.csv"))) {
            trace.before(0, network);
            trace.after(new Step(0, -0.5f, 1234567.9f, 1e-10f), network);
            trace.before(1, network);
            trace.after(new Step(12_345, 1f, Float.NaN, Float.NEGATIVE_INFINITY), network);
            trace.publish();
        } finally {
            Locale.setDefault(before);
        }

        assertThat(Files.readString(folder.resolve("trace.csv")))
                .isEqualTo("step,x0,loss,estimate0\n0,-0.5,1234567.9,1.0E-10\n12345,1.0,NaN,-Infinity\n");
    }

    @Test
    void weightsAreThoseBeforeTheUpdateAndTheLastLineHasTheFinalOnes() throws IOException {
        network.getParam(KEY).assign(Nd4j.linspace(1, 16, 16).reshape(1, 16));
        try (TraceFile trace = new TraceFile(folder.resolve("trace.csv"), KEY, 16)) {
            trace.before(0, network);
            network.getParam(KEY).addi(100);
            trace.after(new Step(0, 0.25f, 0.5f, 0.75f), network);
            trace.finish(1, network);
            trace.publish();
        }

        assertThat(Files.readAllLines(folder.resolve("trace.csv")))
                .containsExactly(
                        "step,x0,loss,estimate0,W_0,W_1,W_2,W_3,W_4,W_5,W_6,W_7,W_8,W_9,W_10,W_11,W_12,W_13,W_14,W_15",
                        "0,0.25,0.5,0.75,1.0,2.0,3.0,4.0,5.0,6.0,7.0,8.0,9.0,10.0,11.0,12.0,13.0,14.0,15.0,16.0",
                        "1,,,,101.0,102.0,103.0,104.0,105.0,106.0,107.0,108.0,109.0,110.0,111.0,112.0,113.0,114.0,115.0,"
                                + "116.0");
    }

    @Test
    void aPrintedNumberReadsBackToItsBits() throws IOException {
        Random random = new Random(7);
        List<Float> values = random.ints(3_000)
                .mapToObj(Float::intBitsToFloat)
                .filter(value -> !value.isNaN())
                .toList();
        try (TraceFile trace = new TraceFile(folder.resolve("trace.csv"))) {
            for (int i = 0; i < values.size(); i++) {
                trace.after(new Step(i, values.get(i), Float.MIN_VALUE, Float.MAX_VALUE), network);
            }
            trace.publish();
        }

        List<String> lines = Files.readAllLines(folder.resolve("trace.csv"));
        assertThat(lines).hasSize(values.size() + 1);
        for (int i = 0; i < values.size(); i++) {
            String[] cells = lines.get(i + 1).split(",");
            assertThat(Float.floatToRawIntBits(Float.parseFloat(cells[1])))
                    .as(cells[1])
                    .isEqualTo(Float.floatToRawIntBits(values.get(i)));
            assertThat(Float.parseFloat(cells[2])).isEqualTo(Float.MIN_VALUE);
            assertThat(Float.parseFloat(cells[3])).isEqualTo(Float.MAX_VALUE);
        }
    }

    @Test
    void isAPartUntilItIsPublished() throws IOException {
        Path file = folder.resolve("trace.csv");
        try (TraceFile trace = new TraceFile(file)) {
            trace.after(new Step(0, 1, 1, 1), network);
            assertThat(file).doesNotExist();
            assertThat(AtomicFile.part(file)).exists();
            trace.publish();
        }

        assertThat(file).exists();
        assertThat(AtomicFile.part(file)).doesNotExist();
    }

    @Test
    void aLineThatCannotBeWrittenNamesTheFile() throws IOException {
        Path file = folder.resolve("trace.csv");
        TraceFile trace = new TraceFile(file, KEY, 16);
        trace.close(); // the system's own words would not name it either

        assertThatThrownBy(() -> trace.finish(0, network))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(file + ": can't be written: ");
    }

    @Test
    void nothingStaysOfAFileThatIsNotPublished() throws IOException {
        new TraceFile(folder.resolve("trace.csv")).close();

        assertThat(folder).isEmptyDirectory();
    }
}
