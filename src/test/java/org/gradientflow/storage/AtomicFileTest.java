package org.gradientflow.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void theNameAppearsOnlyWhenTheContentIsWhole() throws IOException {
        Path file = folder.resolve("file.txt");

        AtomicFile.write(file, part -> {
            Files.writeString(part, "half");
            assertThat(file).doesNotExist();
            Files.writeString(part, "whole");
        });

        assertThat(file).hasContent("whole");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aWholeFileIsReplacedInOneStep() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");

        AtomicFile.write(file, part -> {
            Files.writeString(part, "new");
            assertThat(file).hasContent("old");
        });

        assertThat(file).hasContent("new");
    }

    @Test
    void afterAFailureTheFileIsAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");

        assertThatThrownBy(() -> AtomicFile.write(file, part -> {
                    Files.writeString(part, "half");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": can't be written: disk full; make room there or choose another place");
        assertThatThrownBy(() -> AtomicFile.write(file, part -> {
                    Files.writeString(part, "half");
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(file).hasContent("old");
        assertThat(AtomicFile.part(file)).doesNotExist();
    }

    @Test
    void aPartIsBesideItsFile() {
        assertThat(AtomicFile.part(folder.resolve("a.csv"))).isEqualTo(folder.resolve("a.csv.part"));
    }
}
