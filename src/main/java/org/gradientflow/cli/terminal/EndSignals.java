package org.gradientflow.cli.terminal;

import org.jline.utils.Signals;

/**
 * Ctrl-C, a request to end, and the end of the terminal, handled until closed.
 *
 * <p>Signal handlers rather than a shutdown hook, because MapDB closes its files in a hook of its own, at the same time.
 */
final class EndSignals implements AutoCloseable {
    private final Object interrupt;
    private final Object terminate;
    private final Object hangUp;

    /**
     * Listens.
     *
     * @param onInterrupt for Ctrl-C
     * @param onEnd for the others
     */
    EndSignals(Runnable onInterrupt, Runnable onEnd) {
        interrupt = Signals.register("INT", onInterrupt);
        terminate = Signals.register("TERM", onEnd);
        // Sent when the terminal is closed. Under nohup it is ignored, and Java leaves that so.
        hangUp = Signals.register("HUP", onEnd);
    }

    @Override
    public void close() {
        Signals.unregister("INT", interrupt);
        Signals.unregister("TERM", terminate);
        Signals.unregister("HUP", hangUp);
    }
}
