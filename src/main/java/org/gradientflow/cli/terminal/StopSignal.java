package org.gradientflow.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C, the end of the parent process, or that of the terminal, as a question that a training asks between two steps: what was begun is written
 * whole. A second Ctrl-C ends the program at once.
 */
public final class StopSignal implements BooleanSupplier, AutoCloseable {
    /** The exit code of a program that Ctrl-C ended: 128 plus the number of SIGINT. */
    public static final int EXIT_CODE = 130;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicInteger interrupts = new AtomicInteger();
    private final EndSignals signals = new EndSignals(this::interrupt, asked::countDown);

    public StopSignal() {
        Jvm.onParentExit(asked::countDown);
    }

    @Override
    public boolean getAsBoolean() {
        return asked.getCount() == 0;
    }

    /** Asks as Ctrl-C does. */
    public void ask() {
        asked.countDown();
    }

    /** Waits for Ctrl-C. */
    public void await() throws InterruptedException {
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
        signals.close();
    }
}
