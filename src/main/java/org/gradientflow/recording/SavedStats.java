package org.gradientflow.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.file.BadFileException;

/**
 * A file that a {@code FileStatsStorage} wrote, opened to be read: as a copy, because DL4J's storage writes into whatever it
 * opens. What can't be read is found here, in one line, and not later by a page.
 */
public final class SavedStats implements AutoCloseable {
    private static final String DAMAGED = "is no file of a FileStatsStorage, or is damaged";

    private static final String MARKUP =
            "has a name or a text with '<' or a quote in it, which DL4J's pages would take for HTML, and maybe run";

    private final Path folder;
    private final StatsStorage storage;

    private SavedStats(Path folder, StatsStorage storage) {
        this.folder = folder;
        this.storage = storage;
    }

    /**
     * Opens a copy of a file, and reads all of it once; what the doctor said, if it lies beside the file, too.
     *
     * @param file ours or anyone's; it stays as it is
     * @return what it holds, to be closed
     * @throws IOException when there is no such file, or it is no stats file, damaged, or in use
     */
    public static SavedStats open(Path file) throws IOException {
        Path folder = Files.createTempDirectory("gradientflow-stats");
        try {
            Path copy = copy(file, folder);
            Optional<DiagnosisRecord> diagnosis =
                    DiagnosisRecord.read(file.toAbsolutePath().getParent());
            return new SavedStats(folder, read(file, copy, diagnosis));
        } catch (IOException | RuntimeException failure) {
            delete(folder);
            throw failure;
        }
    }

    private static Path copy(Path file, Path folder) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (Files.isDirectory(file)) {
            throw new BadFileException(file, "is a folder; name the stats.bin of a case in it");
        }
        if (Files.size(file) == 0) {
            throw new BadFileException(file, "is empty");
        }
        if (!StatsContent.isDatabase(file)) {
            throw new BadFileException(file, DAMAGED);
        }
        Path copy = folder.resolve("stats.bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = shared(channel)) {
            if (lock == null) {
                throw new BadFileException(
                        file,
                        "is in use by a run that trains or serves it; its own UI shows it, or wait until it has ended, or stop it with Ctrl-C");
            }
            Files.copy(file, copy);
            // A training that was killed has left its last reports in a log beside the file.
            String name = file.getFileName().toString();
            try (DirectoryStream<Path> logs = Files.newDirectoryStream(
                    file.toAbsolutePath().getParent(),
                    log -> log.getFileName().toString().startsWith(name + ".wal."))) {
                for (Path log : logs) {
                    String suffix = log.getFileName().toString().substring(name.length());
                    Files.copy(log, folder.resolve("stats.bin" + suffix));
                }
            }
        }
        return copy;
    }

    /** Null where somebody writes. */
    private static FileLock shared(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException ourselves) {
            return null;
        }
    }

    private static StatsStorage read(Path file, Path copy, Optional<DiagnosisRecord> diagnosis) throws IOException {
        try {
            String problem = StatsContent.problemOf(copy);
            if (problem != null) {
                throw new BadFileException(file, problem);
            }
            BatchFileStatsStorage storage = new BatchFileStatsStorage(copy.toFile());
            try {
                String content = readAll(storage);
                if (content != null) {
                    throw new BadFileException(file, content);
                }
                diagnosis.ifPresent(storage::diagnosed);
                return storage;
            } catch (IOException | RuntimeException | Error failure) {
                storage.close();
                throw failure;
            }
        } catch (RuntimeException | Error damaged) {
            // MapDB and the decoders fail in many ways on bytes that are not theirs, some of them errors.
            throw new BadFileException(file, DAMAGED);
        }
    }

    /** What is wrong with the content, as the end of a sentence; null where nothing is. */
    private static String readAll(BatchFileStatsStorage storage) {
        // DL4J's pages show a session by the name that it is stored under, whatever its records say, and where it has
        // none.
        if (storage.names().anyMatch(Markup::isIn) || storage.records().anyMatch(Markup::isIn)) {
            return MARKUP;
        }
        for (String session : storage.listSessionIDs()) {
            for (String worker : storage.listWorkerIDsForSessionAndType(session, StatsListener.TYPE_ID)) {
                if (storage.getNumUpdateRecordsFor(session, StatsListener.TYPE_ID, worker) > 0) {
                    return null;
                }
            }
        }
        return "holds no report of a training";
    }

    /**
     * What a UI can show.
     *
     * @return the copy
     */
    public StatsStorage storage() {
        return storage;
    }

    /** Where the copy lies. */
    Path folder() {
        return folder;
    }

    /** Deletes the copy. */
    @Override
    public void close() throws IOException {
        try {
            storage.close();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
