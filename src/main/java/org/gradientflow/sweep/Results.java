package org.gradientflow.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradientflow.storage.file.BadFileException;

/** Reads a sweep's results, of any number of networks, cell by cell. */
public final class Results {
    private final Path file;
    private final List<SweepSummary> cells = new ArrayList<>();
    private final Set<Cell> seen = new HashSet<>();
    private long lastSeed;
    private boolean older;

    private Results(Path file) {
        this.file = file;
    }

    /**
     * Reads a file, also one that still grows, one shard's, or several shards' one after another, and one from before rows had a
     * column {@code silent}.
     *
     * @param file of a sweep
     * @return its cells in their order
     * @throws BadFileException naming the line that is not as a sweep writes it
     * @throws IOException when it can't be read
     */
    public static List<SweepSummary> read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadFileException(file, "is a folder");
        }
        Results results = new Results(file);
        try (InputStream content = Files.newInputStream(file)) {
            WholeLines.read(file, content, results::add);
        }
        if (results.cells.isEmpty()) {
            throw new BadFileException(file, "has no rows; give the CSV file that sweep wrote");
        }
        return results.cells;
    }

    private void add(String written, long number) throws BadFileException {
        older = number == 1 ? Row.isOlder(written) : older;
        String line = older ? Row.current(written) : written;
        if (number == 1 && line.equals(Row.HEADER)) {
            return;
        }
        Row row;
        boolean another;
        SweepSummary last = cells.isEmpty() ? null : cells.get(cells.size() - 1);
        try {
            row = Row.parse(line);
            another = last == null || !last.cell().equals(row.cell());
        } catch (IllegalArgumentException damaged) {
            throw new BadFileException(file, number, damaged.getMessage());
        }
        int trained = row.trained() ? 1 : 0;
        int silent = row.result().silent() ? 1 : 0;
        if (!another) {
            if (row.seed() <= lastSeed) {
                throw new BadFileException(
                        file,
                        number,
                        "seed " + row.seed() + " comes after seed " + lastSeed
                                + " of the same cell; concatenate the shards' files in their order, each once");
            }
            cells.set(
                    cells.size() - 1,
                    new SweepSummary(
                            last.cell(), last.networks() + 1, last.trained() + trained, last.silent() + silent));
        } else if (seen.add(row.cell())) {
            cells.add(new SweepSummary(row.cell(), 1, trained, silent));
        } else {
            throw new BadFileException(
                    file,
                    number,
                    "its cell already has rows above; concatenate the shards' files in their order, each once");
        }
        lastSeed = row.seed();
    }
}
