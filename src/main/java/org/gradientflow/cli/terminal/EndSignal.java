package org.gradientflow.cli.terminal;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C, the end of the parent process, or that of the terminal, where nothing is being written that must be whole: the
 * program says so in one line and ends at once, however long the step is that it is in.
 */
public final class EndSignal implements AutoCloseable {
    private final PrintWriter error;
    private final String line;
    private final AtomicBoolean over = new AtomicBoolean();
    private final EndSignals signals = new EndSignals(this::end, this::end);

    /**
     * Listens.
     *
     * @param error where the line goes
     * @param line what it is
     */
    public EndSignal(PrintWriter error, String line) {
        this.error = error;
        this.line = line;
        Jvm.onParentExit(this::end);
    }

    /** Once: a terminal's Ctrl-C reaches this process by its parent too. */
    private void end() {
        if (over.compareAndSet(false, true)) {
            error.println(line);
            error.flush();
            Runtime.getRuntime().halt(StopSignal.EXIT_CODE);
        }
    }

    @Override
    public void close() {
        over.set(true);
        signals.close();
    }
}
