package org.gradientflow.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    void whatAnotherProcessIsWritingIsItsOwn() throws IOException {
        Path file = folder.resolve("file.txt");
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        Path others = Files.writeString(folder.resolve("file.txt." + parent + "-1.part"), "half");

        AtomicFile.write(file, part -> Files.writeString(part, "whole"));

        assertThat(file).hasContent("whole");
        assertThat(others).hasContent("half");
    }

    @Test
    void whatAKilledProcessLeftIsDeleted() throws IOException {
        Path file = folder.resolve("file.txt");
        // No process has this number: it is above Linux's largest.
        Path leftover = Files.writeString(folder.resolve("file.txt.99999999-1.part"), "half");
        Path mine = Files.writeString(folder.resolve("file.txt.5.part"), "of a download");
        Path another = Files.writeString(folder.resolve("file.txt.old.99999999-1.part"), "half");

        AtomicFile.write(file, part -> Files.writeString(part, "whole"));

        assertThat(leftover).doesNotExist();
        assertThat(List.of(another, mine)).allMatch(Files::exists);
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
