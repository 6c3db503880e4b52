package org.gradientflow.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.storage.file.Lines;
import org.gradientflow.sweep.engine.Engine;

/**
 * The record of the grid that results belong to: {@code sweep.grid.yaml} beside {@code sweep.csv} and the files of its shards.
 * {@code --grid} reads it too. The rows themselves don't say the number of steps, the clip and the engine.
 */
public final class GridRecord {
    private static final String ENDING = ".csv";

    private GridRecord() {}

    /**
     * Where the record of results is.
     *
     * @param results as given to {@code --out}
     * @return the path beside it
     */
    public static Path path(Path results) {
        return results.resolveSibling(stem(results) + ".grid.yaml");
    }

    /** Where one shard's rows go. */
    static Path shard(Path results, Shard shard) {
        return shard.count() == 1 ? results : results.resolveSibling(stem(results) + "." + shard.suffix() + ENDING);
    }

    private static String stem(Path results) {
        String name = results.getFileName().toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /**
     * Checks that the record describes this grid and engine, and writes it if there is none yet.
     *
     * @throws BadFileException when there is a record of another grid, or results without a record
     */
    static void claim(Path results, Path shard, Grid grid, Engine engine) throws IOException {
        Path record = path(results);
        Path folder = record.toAbsolutePath().getParent();
        if (Files.isDirectory(shard)) {
            throw new BadFileException(shard, "is a folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        String text = "# gradientflow sweep --engine " + engine.name() + "\n" + grid.text();
        if (!Files.exists(record)) {
            if (Files.exists(shard) && Files.size(shard) > 0) {
                throw new BadFileException(
                        shard, "exists already, but no " + record.getFileName() + " beside it; choose another --out");
            }
            // Several processes may begin at once: each writes the same text.
            AtomicFile.write(record, part -> Files.writeString(part, text));
        }
        AtomicFile.tidy(record, Files::deleteIfExists);
        compare(record, text);
    }

    private static void compare(Path record, String text) throws IOException {
        Iterator<String> here = text.lines().iterator();
        try (Lines there = Lines.of(record)) {
            for (String line = there.next(); line != null || here.hasNext(); line = there.next()) {
                String old = line == null ? "nothing" : line.strip();
                String now = here.hasNext() ? here.next().strip() : "nothing";
                if (!old.equals(now)) {
                    throw new BadFileException(
                            record,
                            there.number(),
                            "the results belong to another grid: '%s' there, '%s' here; choose another --out"
                                    .formatted(old, now));
                }
            }
        }
    }

    /**
     * Reads the record of results.
     *
     * @param results a sweep's file
     * @return the grid
     * @throws NoSuchFileException where there is none
     * @throws IOException when it can't be read
     */
    public static Grid read(Path results) throws IOException {
        Path record = path(results);
        if (!Files.exists(record)) {
            throw new NoSuchFileException(record.toString());
        }
        try {
            return Grid.of(GridFile.read(record));
        } catch (IllegalArgumentException wrong) {
            throw new BadFileException(record, wrong.getMessage());
        }
    }
}
