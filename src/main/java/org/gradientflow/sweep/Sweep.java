package org.gradientflow.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.gradientflow.sweep.engine.Engine;
import org.gradientflow.sweep.engine.Engines;

/** Trains a shard's networks on several threads and appends their rows in the grid's order, from where its file ends. */
public final class Sweep implements AutoCloseable {
    private final Grid grid;
    private final Engine engine;
    private final Path file;
    private final ResultsFile results;
    private final long first;
    private final long began;

    private Sweep(Grid grid, Engine engine, long first, Path file, ResultsFile results) {
        this.grid = grid;
        this.engine = engine;
        this.file = file;
        this.results = results;
        this.first = first;
        this.began = results.next();
    }

    /**
     * Begins a sweep, or continues one.
     *
     * @param grid of the whole sweep
     * @param engine that trains
     * @param shard of this process
     * @param results the whole sweep's file; a shard's is beside it
     * @return a sweep that has the file to itself until it is closed
     * @throws org.gradientflow.storage.file.BadFileException for results of another grid and for damaged ones, which stay as they are
     * @throws IOException when it can't be read or written
     */
    public static Sweep open(Grid grid, Engine engine, Shard shard, Path results) throws IOException {
        Path file = GridRecord.shard(results, shard);
        GridRecord.claim(results, file, grid, engine);
        return new Sweep(grid, engine, shard.from(grid), file, ResultsFile.open(file, grid, shard));
    }

    /**
     * Trains every network of a small grid with the compiled trainer on all cores, and keeps no file.
     *
     * @param grid what to train
     * @return its cells in their order
     * @throws IOException when no temporary file can be written
     */
    public static List<SweepSummary> train(Grid grid) throws IOException {
        Path folder = Files.createTempDirectory("sweep");
        Path results = folder.resolve("sweep.csv");
        try (Sweep sweep = open(grid, Engines.COMPILED, Shard.WHOLE, results)) {
            sweep.run(Runtime.getRuntime().availableProcessors(), () -> false, next -> {});
            return Results.read(results);
        } finally {
            Files.deleteIfExists(results);
            Files.deleteIfExists(GridRecord.path(results));
            Files.delete(folder);
        }
    }

    /**
     * The file of this process's rows.
     *
     * @return the file
     */
    public Path file() {
        return file;
    }

    /**
     * The first run of this process.
     *
     * @return a run
     */
    public long first() {
        return first;
    }

    /**
     * The first run that was not in the file when it was opened.
     *
     * @return a run
     */
    public long began() {
        return began;
    }

    /**
     * The first run that is not in the file.
     *
     * @return a run; {@link #end} when all is done
     */
    public long next() {
        return results.next();
    }

    /**
     * The run after the last of this process.
     *
     * @return a run
     */
    public long end() {
        return results.end();
    }

    /**
     * Whether the file's last line was cut off and has been dropped.
     *
     * @return whether it was
     */
    public boolean repaired() {
        return results.repaired();
    }

    /**
     * Trains what is left, or until stopped: the file is whole up to there.
     *
     * @param threads 1 or more
     * @param stop asked every now and then
     * @param progress gets the first run that is not written, on the calling thread
     * @return whether all is done
     * @throws IOException when rows can't be written
     */
    public boolean run(int threads, BooleanSupplier stop, LongConsumer progress) throws IOException {
        try (TrainingPool pool = new TrainingPool(grid, engine, next(), end(), threads, stop)) {
            while (next() < end()) {
                long first = next();
                Optional<List<Engine.Trained>> networks = pool.next();
                if (networks.isEmpty()) {
                    return false;
                }
                write(first, networks.get());
                progress.accept(next());
            }
            return true;
        }
    }

    private void write(long first, List<Engine.Trained> networks) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < networks.size(); i++) {
            rows.append(Row.csv(grid, first + i, networks.get(i).result())).append('\n');
        }
        results.append(rows.toString(), networks.size());
    }

    @Override
    public void close() throws IOException {
        results.close();
    }
}
