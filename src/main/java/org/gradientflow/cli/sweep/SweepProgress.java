package org.gradientflow.cli.sweep;

import java.util.function.LongConsumer;
import org.gradientflow.cli.terminal.ConsoleOutput;
import org.gradientflow.cli.terminal.ProgressDisplay;
import org.gradientflow.sweep.Grid;
import org.gradientflow.sweep.Sweep;
import org.gradientflow.sweep.engine.Engine;

/** The progress of a sweep. The time left follows from the work left, as a deep network takes longer than a shallow one. */
final class SweepProgress implements LongConsumer, AutoCloseable {
    private final Grid grid;
    private final Engine engine;
    private final Sweep sweep;
    private final ProgressDisplay progress;
    private final long started = System.nanoTime();
    private final double allWork;
    private volatile double work;
    private long last;

    SweepProgress(ConsoleOutput console, Grid grid, Engine engine, Sweep sweep) {
        this.grid = grid;
        this.engine = engine;
        this.sweep = sweep;
        this.last = sweep.next();
        this.allWork = grid.sum(last, sweep.end(), engine::seconds);
        this.progress = console.progress(
                "sweep", last - sweep.first(), sweep.end() - sweep.first(), "networks", this::secondsLeft);
    }

    private double secondsLeft() {
        return (System.nanoTime() - started) / 1e9 / work * Math.max(0, allWork - work);
    }

    @Override
    public void accept(long next) {
        work += grid.sum(last, next, engine::seconds);
        last = next;
        progress.done(next - sweep.first(), () -> "");
    }

    @Override
    public void close() {
        progress.close();
    }
}
