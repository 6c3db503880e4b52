package org.gradientflow.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Cases;
import org.gradientflow.model.Floats;
import org.gradientflow.network.Networks;
import org.gradientflow.storage.file.BadFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitialValuesTest {
    @TempDir
    Path folder;

    private Path file;
    private final MultiLayerNetwork network = Networks.create(Cases.THREE_LAYER);

    @BeforeEach
    void file() {
        file = folder.resolve("init.csv");
    }

    /** Every variable counts up from a number of its own, so that no two values are the same. */
    private static List<String> whole() {
        return new ArrayList<>(List.of(
                line("W", 1, 16, 1000),
                line("b", 1, 16, 2000),
                line("W1", 16, 16, 3000),
                line("b1", 1, 16, 4000),
                line("W2", 16, 1, 5000),
                line("b2", 1, 1, 6000)));
    }

    private static String line(String name, int rows, int columns, int first) {
        return name + "," + rows + "," + columns + ","
                + IntStream.range(first, first + rows * columns)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","));
    }

    private void assertRefused(UnaryOperator<List<String>> change, String message) throws IOException {
        Files.write(file, change.apply(whole()));
        float[] before = Floats.of(network.params());
        assertThatThrownBy(() -> InitialValues.assign(file, network))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + message);
        assertThat(Floats.of(network.params())).containsExactly(before);
    }

    private static UnaryOperator<List<String>> second(String line) {
        return lines -> {
            lines.set(1, line);
            return lines;
        };
    }

    @Test
    void setsEveryParameterRowByRow() throws IOException {
        Files.write(file, whole());

        InitialValues.assign(file, network);

        for (int row = 0; row < 16; row++) {
            assertThat(network.getParam("0_W").getFloat(0, row)).isEqualTo(1000 + row);
            assertThat(network.getParam("0_b").getFloat(row)).isEqualTo(2000 + row);
            for (int column = 0; column < 16; column++) {
                assertThat(network.getParam("1_W").getFloat(row, column)).isEqualTo(3000 + 16 * row + column);
            }
            assertThat(network.getParam("1_b").getFloat(row)).isEqualTo(4000 + row);
            assertThat(network.getParam("2_W").getFloat(row, 0)).isEqualTo(5000 + row);
        }
        assertThat(network.getParam("2_b").getFloat(0)).isEqualTo(6000);
    }

    @Test
    void theTwoLayerGraphLeavesOutTheMiddle() throws IOException {
        Files.write(file, whole());
        MultiLayerNetwork two = Networks.create(Cases.TWO_LAYER);

        InitialValues.assign(file, two);

        assertThat(Floats.of(two.getParam("1_W"))[15]).isEqualTo(5015);
        assertThat(two.getParam("1_b").getFloat(0)).isEqualTo(6000);
    }

    @Test
    void theOrderOfTheLinesDoesNotMatter() throws IOException {
        List<String> lines = whole();
        java.util.Collections.reverse(lines);
        Files.write(file, lines);

        InitialValues.assign(file, network);

        assertThat(network.getParam("0_W").getFloat(0, 15)).isEqualTo(1015);
    }

    @Test
    void refusesWhatIsNotANumber() throws IOException {
        assertRefused(second("b,1,16,1,2,NaN" + ",0".repeat(13)), ":2: 'NaN' is not a finite float32 number");
        assertRefused(second("b,1,16,1,2,two" + ",0".repeat(13)), ":2: 'two' is not a number");
        assertRefused(second("b,1,16," + ",".repeat(15)), ":2: '' is not a number");
    }

    @Test
    void refusesAnotherNumberOfValues() throws IOException {
        assertRefused(second(line("b", 1, 16, 0) + ",1"), ":2: b of shape [1, 16] needs 16 values, not 17");
        assertRefused(second("b,1,16,1"), ":2: b of shape [1, 16] needs 16 values, not 1");
        assertRefused(second("b,1,16"), ":2: must be name,rows,cols,values...");
        assertRefused(
                second("b,999999999,999999999,1"),
                ":2: b of shape [999999999, 999999999] needs 999999998000000001 values, not 1");
    }

    @Test
    void refusesAnotherShape() throws IOException {
        assertRefused(second(line("b", 1, 17, 0)), ":2: b has the shape [1, 17], but the case needs [1, 16]");
        assertRefused(second(line("b", 16, 1, 0)), ":2: b has the shape [16, 1], but the case needs [1, 16]");
        assertRefused(second("b,-1,-16,1"), ":2: '-1' is not a number of rows or columns");
        assertRefused(second("b,1,1e1,1"), ":2: '1e1' is not a number of rows or columns");
        assertRefused(second("b,1,99999999999,1"), ":2: '99999999999' is not a number of rows or columns");
    }

    @Test
    void refusesABlankLine() throws IOException {
        assertRefused(second(""), ":2: the line is blank");
    }

    @Test
    void refusesUnknownAndRepeatedVariables() throws IOException {
        assertRefused(second(line("bias", 1, 16, 0)), ":2: 'bias' is not a variable; use W, b, W1, b1, ...");
        assertRefused(second(line("W0", 1, 16, 0)), ":2: 'W0' is not a variable; use W, b, W1, b1, ...");
        assertRefused(second(line("W", 1, 16, 0)), ":2: is the second line for the variable W; delete one");
    }

    @Test
    void refusesAFileWithoutAVariableThatTheCaseHas() throws IOException {
        assertRefused(lines -> lines.subList(0, 5), ": has no line for the variable b2");
        assertRefused(lines -> List.of(lines.get(0)), ": has no line for the variable b");
    }

    @Test
    void refusesWhatIsNotText() throws IOException {
        Files.write(file, new byte[] {'P', 'K', 3, 4, (byte) 0x80});
        assertThatThrownBy(() -> InitialValues.assign(file, network)).hasMessage(file + ": is not text in UTF-8");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> InitialValues.assign(file, network)).hasMessage(file + ": is empty");
        byte[] zeros = new byte[1_000];
        Arrays.fill(zeros, (byte) 1);
        Files.write(file, zeros);
        assertThatThrownBy(() -> InitialValues.assign(file, network))
                .hasMessage(file + ":1: '" + "?".repeat(40) + "...' is not a variable; use W, b, W1, b1, ...");
    }
}
