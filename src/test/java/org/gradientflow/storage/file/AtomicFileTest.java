package org.gradientflow.storage.file;

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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    /** No process has this number: it is above Linux's largest. */
    private static final int NOBODY = 99999999;

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
        Path growing = half(here(running + "-1.part"), Duration.ofMinutes(59));
        Path old = half(here(running + "-2.part"), Duration.ofMinutes(61));
        Path left = half(here(NOBODY + "-3.part"), Duration.ZERO);
        Path elsewhere = half("file.txt.00c0ffee-" + NOBODY + "-4.part", Duration.ofMinutes(59));
        Path oldElsewhere = half("file.txt.00c0ffee-" + running + "-5.part", Duration.ofMinutes(61));
        Path anothers = half("file.txt.old.00c0ffee-1-2.part", Duration.ofDays(1));
        Path download = half("file.txt.5.part", Duration.ofDays(1));

        AtomicFile.write(file, part -> Files.writeString(part, "whole"));

        assertThat(file).hasContent("whole");
        assertThat(List.of(old, left, oldElsewhere)).noneMatch(Files::exists);
        assertThat(List.of(growing, elsewhere, anothers, download)).allMatch(Files::exists);
    }

    @Test
    void whatThisProcessWritesIsNotLeftWhateverTheFileServersClockSays() throws IOException {
        Path file = folder.resolve("file.txt");
        Path own = half(AtomicFile.part(file).getFileName().toString(), Duration.ofDays(1));

        AtomicFile.tidy(file, Files::delete);

        assertThat(own).exists();
    }

    @Test
    void aFolderIsAsYoungAsTheFilesInIt() throws IOException {
        Path file = folder.resolve("file.txt");
        Path growing = Files.createDirectory(folder.resolve("file.txt.00c0ffee-1-1.part"));
        Files.writeString(growing.resolve("events"), "half");
        Path left = Files.createDirectory(folder.resolve("file.txt.00c0ffee-1-2.part"));
        for (Path each : List.of(growing, left)) {
            Files.setLastModifiedTime(each, FileTime.from(Instant.EPOCH));
        }
        List<Path> deleted = new ArrayList<>();

        AtomicFile.tidy(file, deleted::add);

        assertThat(deleted).containsExactly(left);
    }

    /** As a process of this machine names it. */
    private String here(String numbers) {
        String own = AtomicFile.part(Path.of("file.txt")).toString();
        return own.substring(0, own.indexOf('-') + 1) + numbers;
    }

    private Path half(String name, Duration age) throws IOException {
        return Files.setLastModifiedTime(
                Files.writeString(folder.resolve(name), "half"),
                FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void whatCanNotBeTidiedIsInNobodysWay() throws IOException {
        Path file = folder.resolve("file.txt");
        Path full = Files.createDirectory(folder.resolve("file.txt.00c0ffee-1-1.part"));
        Path precious = Files.writeString(full.resolve("precious"), "mine");
        for (Path old : List.of(precious, full)) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
        }

        AtomicFile.write(file, part -> Files.writeString(part, "whole"));

        assertThat(file).hasContent("whole");
        assertThat(precious).hasContent("mine");
    }

    @Test
    void aFileThatCameMeanwhileIsNotReplaced() throws IOException {
        Path file = folder.resolve("file.txt");
        Files.writeString(AtomicFile.part(file), "ours");
        Files.writeString(file, "theirs");

        assertThatThrownBy(() -> AtomicFile.publishNew(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("theirs");

        Files.delete(file);
        AtomicFile.publishNew(file);
        assertThat(file).hasContent("ours");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whoseHalfWasDeletedIsToldSo() {
        Path file = folder.resolve("file.txt");
        assertThatThrownBy(() -> AtomicFile.write(file, part -> {}))
                .hasMessage(file + ": was deleted or moved while it was written; try again");
        assertThatThrownBy(() -> AtomicFile.publishNewFolder(file))
                .hasMessage(file + ": was deleted or moved while it was written; try again");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFolderThatCameMeanwhileIsNotReplaced() throws IOException {
        Path target = folder.resolve("logs");
        Files.createFile(Files.createDirectory(AtomicFile.part(target)).resolve("ours"));
        Path theirs = Files.createFile(Files.createDirectory(target).resolve("theirs"));

        assertThatThrownBy(() -> AtomicFile.publishNewFolder(target)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(theirs).exists();

        Files.delete(theirs);
        Files.delete(target);
        AtomicFile.publishNewFolder(target);
        assertThat(target.resolve("ours")).exists();
    }

    @Test
    void aFailureNamesTheFileAndNotItsPart() {
        Path file = folder.resolve("none").resolve("file.txt");
        assertThatThrownBy(() -> AtomicFile.write(file, part -> Files.writeString(part, "whole")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(file.toString());
    }

    @Test
    void aFailedRenameNamesTheFileAndNotItsPart() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.createFile(taken.resolve("precious"));
        assertThatThrownBy(() -> AtomicFile.write(taken, part -> Files.writeString(part, "whole")))
                .hasMessageStartingWith(taken.toString())
                .hasMessageNotContaining(".part");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aPartIsBesideItsFileAndNamesItsProcess() {
        assertThat(AtomicFile.part(folder.resolve("a.csv")).toString())
                .startsWith(folder.resolve("a.csv.").toString())
                .contains("-" + ProcessHandle.current().pid() + "-")
                .endsWith(".part");
    }
}
