package org.gradientflow.model;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.factory.Nd4j;

/** Internal: ND4J's random generator is a thread's own: work on a thread of its own leaves the caller's alone. */
public final class IsolatedThread {
    /** By name: the class is not there beside a backend for GPUs. */
    private static final String CPU = "org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner";

    private IsolatedThread() {}

    /**
     * Works on a new thread, and waits for it.
     *
     * @param <T> of the result
     * @param name of the thread
     * @param what is done, for the message where it is interrupted: {@code a network was examined}
     * @param work to be done
     * @return its result
     * @throws IllegalStateException if the calling thread was interrupted, which interrupts the work too
     * @throws RuntimeException what the work throws
     */
    public static <T> T call(String name, String what, Callable<T> work) {
        fence();
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return work.call();
            } finally {
                destroyWorkspaces();
            }
        });
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException interrupted) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + what, interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Thousands of trainings on a busy machine are what ND4J's fault ends. Where its CPU backend is missing there is nothing to fence. */
    private static void fence() {
        if (Nd4j.getExecutioner().getClass().getName().equals(CPU)) {
            FencedExecutioner.install();
        }
    }

    /** One by one: ND4J's call for all of them also collects the garbage of the whole heap. */
    private static void destroyWorkspaces() {
        MemoryWorkspaceManager manager = Nd4j.getWorkspaceManager();
        manager.getAllWorkspacesForCurrentThread().forEach(manager::destroyWorkspace);
    }

    /**
     * Seeds this thread's generator. ND4J takes seed 0 as "the present time": another number stands for it.
     *
     * @param seed any
     */
    public static void seed(long seed) {
        Nd4j.getRandom().setSeed(seed == 0 ? Long.MIN_VALUE : seed);
    }
}
