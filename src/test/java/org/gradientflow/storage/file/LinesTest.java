package org.gradientflow.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
    @TempDir
    Path folder;

    private static List<String> all(Path file) throws IOException {
        List<String> all = new ArrayList<>();
        try (Lines lines = Lines.of(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                all.add(line);
                assertThat(lines.number()).isEqualTo(all.size());
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a\n",
                "a\nb",
                "a\r\nb\r\n",
                "\n",
                "\n\n\n",
                "a\rb\r",
                "a\r\r\nb",
                "\r\n\r\n",
                "\n\r",
                "\u00e9\n\ud83d\ude00"
            })
    void areThoseThatJavaReads(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("text"), text);

        assertThat(all(file)).isEqualTo(Files.readAllLines(file));
    }

    @Test
    void theLongestIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("long"), "a\n" + "b".repeat(1 << 24) + "\nc");
        assertThat(all(file)).element(1).asString().hasSize(1 << 24);

        Files.writeString(file, "a\n" + "b".repeat((1 << 24) + 1) + "\nc");
        assertThatThrownBy(() -> all(file))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + ":2: the line has more than 16,777,216 characters");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Path file = Files.write(folder.resolve("binary"), new byte[] {'a', '\n', -1, -1});
        assertThatThrownBy(() -> all(file))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + ": is not text in UTF-8");
    }
}
