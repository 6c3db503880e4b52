package org.gradientflow.benchmark.models;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Works on a list with two threads and shows progress on standard error. ND4J has a random generator for each thread. */
public final class Parallel {
    private static final int THREADS = Integer.getInteger("benchmark.threads", 2);

    private Parallel() {}

    /**
     * Applies the work to each item.
     *
     * @param <T> type of an item
     * @param <R> type of a result
     * @param unit name of the progress bar
     * @param items to be worked on
     * @param work on one of them
     * @return the results, in the order of the items
     * @throws ExecutionException with what the work threw
     * @throws InterruptedException when interrupted
     */
    public static <T, R> List<R> map(String unit, List<T> items, Function<T, R> work)
            throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (ProgressBar bar = new ProgressBarBuilder()
                .setInitialMax(items.size())
                .setTaskName(unit)
                .build()) {
            List<Future<R>> futures = new ArrayList<>();
            for (T item : items) {
                futures.add(threads.submit(() -> {
                    try {
                        return work.apply(item);
                    } catch (RuntimeException failed) {
                        throw new IllegalStateException(item + " failed: " + failed, failed);
                    } finally {
                        bar.step();
                    }
                }));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
