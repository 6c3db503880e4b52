package org.gradientflow.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jline.utils.Signals;

/**
 * Ctrl-C, the end of the parent process, or that of the terminal, as a question that a training asks between two steps: what was begun is written
 * whole. A second Ctrl-C ends the program at once.
 *
 * <p>A signal handler rather than a shutdown hook, because MapDB closes its files in a hook of its own, at the same time.
 */
final class StopSignal implements BooleanSupplier, AutoCloseable {
    /** Of a program that Ctrl-C ended: 128 and the number of SIGINT. */
    static final int EXIT_CODE = 130;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicInteger interrupts = new AtomicInteger();
    private final Object interrupt = Signals.register("INT", this::interrupt);
    private final Object terminate = Signals.register("TERM", asked::countDown);
    // Sent when the terminal is closed. Under nohup it is ignored, and Java leaves that so.
    private final Object hangUp = Signals.register("HUP", asked::countDown);

    StopSignal() {
        Jvm.onParentExit(asked::countDown);
    }

    @Override
    public boolean getAsBoolean() {
        return asked.getCount() == 0;
    }

    /** Asks as Ctrl-C does. */
    void ask() {
        asked.countDown();
    }

    /** Waits for Ctrl-C. */
    void await() throws InterruptedException {
        asked.await();
    }

    private void interrupt() {
        if (interrupts.getAndIncrement() > 0) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        asked.countDown();
    }

    @Override
    public void close() {
        Signals.unregister("INT", interrupt);
        Signals.unregister("TERM", terminate);
        Signals.unregister("HUP", hangUp);
    }
}
