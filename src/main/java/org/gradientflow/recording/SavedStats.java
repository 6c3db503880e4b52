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
 * A file of a {@code FileStatsStorage}, opened for reading. It is copied first, because DL4J's storage writes into any file that
 * it opens. A file that can't be read is refused here with one line, before a page shows it.
 */
public final class SavedStats implements AutoCloseable {
    private static final String DAMAGED =
            "is damaged or is not a file of DL4J's FileStatsStorage; give the stats.bin of a case";

    private static final String MARKUP =
            "has a name or text with '<' or a quote, which DL4J's pages would show as HTML and could run as a script";

    private final Path folder;
    private final StatsStorage storage;

    private SavedStats(Path folder, StatsStorage storage) {
        this.folder = folder;
        this.storage = storage;
    }

    /**
     * Opens a copy of a file and reads all of it once, with the diagnosis in the same folder if there is one.
     *
     * @param file from this project or any other program; it is not changed
     * @return the opened copy, to be closed
     * @throws IOException if the file is missing, not a stats file, damaged, or in use
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
            throw new BadFileException(file, "is a folder; give the stats.bin of a case in it");
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
                        "is in use by a run that still trains or serves it; look at the UI of that run, or end it with Ctrl-C");
            }
            Files.copy(file, copy);
            // A killed training leaves its last reports in a log beside the file.
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

    /** Null if another program writes the file. */
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
            // On damaged bytes MapDB and the decoders fail in many ways, with exceptions and with errors.
            throw new BadFileException(file, DAMAGED);
        }
    }

    /** The problem with the content, as the end of a sentence; null if there is none. */
    private static String readAll(BatchFileStatsStorage storage) {
        // DL4J's pages show a session by the name that it is stored under, even if its records have other names or it
        // has no records.
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
        return "contains no report of a training; give a file of a training that has begun";
    }

    /**
     * The storage for a UI to show.
     *
     * @return the copy
     */
    public StatsStorage storage() {
        return storage;
    }

    /** The folder of the copy. */
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
