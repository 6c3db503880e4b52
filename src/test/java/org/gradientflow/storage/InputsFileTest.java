package org.gradientflow.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.training.Signal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputsFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("inputs.csv");
    }

    private void assertRefused(int rows, String message) {
        assertThatThrownBy(() -> InputsFile.read(file, rows))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + message);
    }

    @Test
    void givesTheBatchesInOrder() throws IOException {
        Files.writeString(file, "1,-2e-1\r\n .5 ,+0.25\n1e-50,3.");

        InputsFile inputs = InputsFile.read(file, 2);

        assertThat(inputs.steps()).isEqualTo(3);
        Signal signal = inputs.signal();
        float[] batch = new float[2];
        signal.next(batch);
        assertThat(batch).containsExactly(1f, -0.2f);
        signal.next(batch);
        assertThat(batch).containsExactly(0.5f, 0.25f);
        signal.next(batch);
        assertThat(batch).containsExactly(0f, 3f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NaN   | 'NaN' is not a finite float32 number",
                "-inf  | '-inf' is not a finite float32 number",
                "1e39  | '1e39' is not a finite float32 number",
                "one   | 'one' is not a number",
                "1f    | '1f' is not a number",
                "0x1p3 | '0x1p3' is not a number",
                "1 2   | '1 2' is not a number",
                "1;2   | '1;2' is not a number",
                "1e    | '1e' is not a number",
                ".     | '.' is not a number",
                "\u0661 | '\u0661' is not a number",
            })
    void refusesWhatIsNotANumber(String cell, String why) throws IOException {
        Files.writeString(file, "0.5\n" + cell + "\n0.5\n");

        assertThatThrownBy(() -> InputsFile.read(file, 1))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + ":2: " + why);
    }

    @Test
    void refusesAnotherNumberOfColumns() throws IOException {
        Files.writeString(file, "1,2\n1,2,3\n");
        assertRefused(2, ":2: the line has 3 value(s), but a batch has 2 row(s)");
        assertRefused(1, ":1: the line has 2 value(s), but a batch has 1 row(s)");
    }

    @Test
    void refusesABlankLine() throws IOException {
        Files.writeString(file, "1\n \n2\n");
        assertRefused(1, ":2: the line is blank");
    }

    @Test
    void refusesAnEmptyCell() throws IOException {
        Files.writeString(file, "1,\n");
        assertRefused(2, ":1: '' is not a number");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Files.writeString(file, "");
        assertRefused(1, ": is empty");
    }

    @Test
    void refusesABinaryFile() throws IOException {
        Files.write(file, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) 0xff});
        assertRefused(1, ": is not text in UTF-8");
    }

    @Test
    void showsLittleOfWhatIsNotText() throws IOException {
        Files.writeString(file, "\u001b[31m\0" + "x".repeat(1_000_000));
        assertRefused(1, ":1: '?[31m?" + "x".repeat(34) + "...' is not a number");
    }

    @Test
    void refusesAFolderAndNamesIt() throws IOException {
        Files.createDirectory(file);
        assertRefused(1, ": is a folder");
    }

    @Test
    void saysWhenThereIsNoFile() {
        assertThatThrownBy(() -> InputsFile.read(file, 1)).isInstanceOf(NoSuchFileException.class);
    }
}
