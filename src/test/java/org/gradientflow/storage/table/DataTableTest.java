package org.gradientflow.storage.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.gradientflow.storage.file.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataTableTest {
    @TempDir
    private Path folder;

    private static DataTable read(Path file) throws IOException {
        return DataTable.read(file, new ColumnList("0"), new ColumnList("1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"a\"b,1\n` | :1: a quote is in a wrong place",
                "`0,1\n\"2\"3,4\n5,6\n` | :2: a quote is in a wrong place",
                "`0,1\n\"2,3\n4,5\n` | :2: a quoted cell is not closed",
            })
    void aWrongQuoteIsNamedWithItsLine(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), text);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + message);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeIsReadOnce() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(pipe, "0;1\n2;3\n4;5\n"));

        assertThat(read(pipe).rows()).hasSize(3);
        writer.join();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
