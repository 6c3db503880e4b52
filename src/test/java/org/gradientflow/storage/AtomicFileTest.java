package org.gradientflow.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatKilledProcessesLeftIsDeleted() throws IOException {
        Path file = folder.resolve("file.txt");
        long running = ProcessHandle.current().parent().orElseThrow().pid();
        Path growing = half("file.txt." + running + "-1.part", Duration.ofMinutes(59));
        Path old = half("file.txt." + running + "-2.part", Duration.ofMinutes(61));
        // No process has this number: it is above Linux's largest.
        Path left = half("file.txt.99999999-3.part", Duration.ZERO);
        Path anothers = half("file.txt.old.1-2.part", Duration.ofDays(1));
        Path download = half("file.txt.5.part", Duration.ofDays(1));

        AtomicFile.write(file, part -> Files.writeString(part, "whole"));

        assertThat(file).hasContent("whole");
        assertThat(List.of(old, left)).noneMatch(Files::exists);
        assertThat(List.of(growing, anothers, download)).allMatch(Files::exists);
    }

    private Path half(String name, Duration age) throws IOException {
        return Files.setLastModifiedTime(
                Files.writeString(folder.resolve(name), "half"),
                FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void whatCanNotBeTidiedIsInNobodysWay() throws IOException {
        Path file = folder.resolve("file.txt");
        Path full = Files.createDirectory(folder.resolve("file.txt.1-1.part"));
        Files.writeString(full.resolve("precious"), "mine");
        Files.setLastModifiedTime(full, FileTime.from(Instant.EPOCH));

        AtomicFile.write(file, part -> Files.writeString(part, "whole"));

        assertThat(file).hasContent("whole");
        assertThat(full.resolve("precious")).hasContent("mine");
    }

    @Test
    void aFileThatCameMeanwhileIsNotReplaced() throws IOException {
        Path file = folder.resolve("file.txt");
        Files.writeString(AtomicFile.ownPart(file), "ours");
        Files.writeString(file, "theirs");

        assertThatThrownBy(() -> AtomicFile.publishNew(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("theirs");

        Files.delete(file);
        AtomicFile.publishNew(file);
        assertThat(file).hasContent("ours");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFailureNamesTheFileAndNotItsPart() {
        Path file = folder.resolve("none").resolve("file.txt");
        assertThatThrownBy(() -> AtomicFile.write(file, part -> Files.writeString(part, "whole")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(file.toString());
    }

    @Test
    void aPartIsBesideItsFile() {
        assertThat(AtomicFile.part(folder.resolve("a.csv"))).isEqualTo(folder.resolve("a.csv.part"));
    }
}
