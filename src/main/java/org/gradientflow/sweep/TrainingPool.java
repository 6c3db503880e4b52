package org.gradientflow.sweep;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.gradientflow.sweep.engine.Engine;

/** Trains blocks of a grid's networks on several threads, and gives them back in the grid's order. */
final class TrainingPool implements AutoCloseable {
    /** Blocks under way or waiting for one before them, for each thread: all that is held at once. */
    private static final int AHEAD = 4;

    private final Grid grid;
    private final Engine engine;
    private final long most;
    private final ExecutorService threads;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final BooleanSupplier stop;
    private final Deque<Future<Optional<List<Engine.Trained>>>> ahead = new ArrayDeque<>();
    private final long end;
    private long submitted;

    /**
     * Starts the threads.
     *
     * @param from the first run to train
     * @param to after the last
     * @param stop asked every now and then
     */
    TrainingPool(Grid grid, Engine engine, long from, long to, int threads, BooleanSupplier stop) {
        this.submitted = from;
        this.end = to;
        this.grid = grid;
        this.engine = engine;
        this.most = (long) AHEAD * threads;
        this.threads = Executors.newFixedThreadPool(threads);
        this.stop = () -> stop.getAsBoolean() || closed.get();
    }

    /** The networks of the next block; nothing when stopped. */
    Optional<List<Engine.Trained>> next() {
        while (ahead.size() < most && submitted < end) {
            submit();
        }
        return get(ahead.removeFirst());
    }

    private void submit() {
        long first = submitted;
        long seeds = grid.seeds().count();
        long leftOfCell = seeds - first % seeds;
        int count = (int) Math.min(engine.atOnce(grid.experiment(first)), Math.min(leftOfCell, end - first));
        ahead.addLast(threads.submit(() -> engine.train(grid.experiment(first), count, stop)));
        submitted += count;
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while training", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        }
    }

    @Override
    public void close() {
        closed.set(true);
        threads.shutdown();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
