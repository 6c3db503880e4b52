package org.gradientflow.sweep.compiled;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All cores on a list of networks, one block of neighbours a thread at a time. */
public final class Blocks {
    private Blocks() {}

    /** The work on one block. */
    @FunctionalInterface
    public interface Work {
        /**
         * Trains networks {@code from} to {@code to - 1}; called on any thread.
         *
         * @param from the first
         * @param to behind the last
         */
        void run(int from, int to);
    }

    /**
     * Runs the work on every block and waits. The blocks are the same whatever the number of threads.
     *
     * @param networks in all
     * @param lanes networks a block, see {@link CompiledTrainer#lanes()}; the last block may be smaller
     * @param threads at work, 1 or more
     * @param work on a block
     * @throws InterruptedException where the waiting thread is interrupted; the other threads are too
     */
    public static void run(int networks, int lanes, int threads, Work work) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> blocks = new ArrayList<>();
            for (int from = 0; from < networks; from += lanes) {
                int first = from;
                int last = Math.min(from + lanes, networks);
                blocks.add(executor.submit(() -> work.run(first, last)));
            }
            for (Future<?> block : blocks) {
                block.get();
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failure.getCause());
        } finally {
            executor.shutdownNow();
        }
    }
}
