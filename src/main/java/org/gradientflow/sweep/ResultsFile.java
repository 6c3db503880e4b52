package org.gradientflow.sweep;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.storage.file.WriteFailure;

/**
 * A results file that grows row by row in the grid's order, so that its length says where to continue. Only the first shard's
 * begins with {@link Row#HEADER}: the files of all shards, one after another, are the file of one process.
 */
final class ResultsFile implements AutoCloseable {
    /** Closing a channel gives up every lock that this process has on the file: a second one may not be opened. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Path real;
    private final Grid grid;
    private final long to;
    private final FileChannel channel;
    private long next;
    private boolean repaired;

    private ResultsFile(Path file, Path real, Grid grid, long from, long to, boolean header) throws IOException {
        this.file = file;
        this.real = real;
        this.grid = grid;
        this.to = to;
        this.next = from;
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock();
            // Through this channel: a second one's closing would give up every lock that this process has on the file.
            long whole = WholeLines.read(
                    file, Channels.newInputStream(channel), (line, number) -> check(line, number, header));
            repaired = whole < channel.size();
            channel.truncate(whole);
            channel.position(whole);
            if (header && whole == 0) {
                write(Row.HEADER + "\n");
            }
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException link) {
            // See below: this process has the file open under another name.
        }
        throw inUse(file);
    }

    private static BadFileException inUse(Path file) {
        return new BadFileException(file, "another sweep is writing it");
    }

    /**
     * Opens a file that a process of this grid began, or a new one. A last line that was cut off is dropped.
     *
     * @param file where the rows go
     * @param grid of the sweep
     * @param shard of this process
     * @throws BadFileException for a file that holds anything but the first rows of this shard, and for one that another sweep
     *     writes; the file stays as it is
     */
    static ResultsFile open(Path file, Grid grid, Shard shard) throws IOException {
        // The same for every name of the file.
        Path real = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
        if (!OPEN.add(real)) {
            throw inUse(file);
        }
        try {
            return new ResultsFile(file, real, grid, shard.from(grid), shard.to(grid), shard.index() == 1);
        } catch (IOException | RuntimeException failure) {
            OPEN.remove(real);
            throw failure;
        }
    }

    /** The first run that is not in the file. */
    long next() {
        return next;
    }

    /** The run after the last that this file is to hold. */
    long end() {
        return to;
    }

    /** Whether a line that was cut off has been dropped. */
    boolean repaired() {
        return repaired;
    }

    /** Adds the next rows. A process that opens the file again reads each row whole or not at all. */
    void append(String rows, int count) throws IOException {
        write(rows);
        next += count;
    }

    private void write(String text) throws IOException {
        try {
            Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw WriteFailure.naming(file, failure);
        }
    }

    private void check(String line, long number, boolean header) throws BadFileException {
        if (Row.isOlder(line)) {
            throw new BadFileException(
                    file,
                    number,
                    "an older version wrote these rows without the column silent; choose another --out (sweep-report can still"
                            + " read this file)");
        }
        if (header && number == 1) {
            if (!line.equals(Row.HEADER)) {
                throw new BadFileException(
                        file, number, "is not the header of a sweep's results; choose another --out");
            }
            return;
        }
        if (next == to) {
            throw new BadFileException(file, number, "the file has more rows than this grid; choose another --out");
        }
        try {
            Row.parse(line);
        } catch (IllegalArgumentException damaged) {
            throw new BadFileException(
                    file, number, damaged.getMessage() + "; delete this line and all below it to continue from there");
        }
        if (!line.startsWith(Row.start(grid, next))) {
            throw new BadFileException(file, number, "belongs to another grid; choose another --out");
        }
        next++;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            channel.force(true);
        } finally {
            OPEN.remove(real);
        }
    }
}
