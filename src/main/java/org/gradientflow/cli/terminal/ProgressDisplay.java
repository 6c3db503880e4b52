package org.gradientflow.cli.terminal;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.model.Numbers;
import org.gradientflow.training.Step;
import org.jline.utils.Signals;

/** How far something is: a bar on a terminal, a line for each tenth elsewhere. */
public interface ProgressDisplay extends AutoCloseable {
    /**
     * After more was done.
     *
     * @param done in all
     * @param note beside it, asked for only where it is shown
     */
    void done(long done, Supplier<String> note);

    @Override
    void close();

    /** A training's progress, with the loss of its steps. */
    static Step.Listener listener(ProgressDisplay progress) {
        return new Step.Listener() {
            @Override
            public void after(Step step, MultiLayerNetwork network) {
                progress.done(step.index() + 1L, () -> "loss " + Numbers.text(step.loss()));
            }
        };
    }

    /** A bar with speed, time left and a note. */
    final class Bar implements ProgressDisplay {
        private static final long NOTE_NANOS = 100_000_000;
        private final ProgressBar bar;
        private long noted = System.nanoTime() - NOTE_NANOS;

        Bar(String name, long first, long all, String unit, DoubleSupplier secondsLeft) {
            ProgressBarBuilder builder = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(all)
                    .startsFrom(first, Duration.ZERO)
                    .setUnit(" " + unit, 1)
                    .showSpeed(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(250);
            if (secondsLeft != null) {
                builder.setEtaFunction(state -> left(secondsLeft.getAsDouble()));
            }
            bar = keepingCtrlC(builder::build);
        }

        /** A bar's terminal takes Ctrl-C's handler away when it is made, and a training that is stopped would lose its results. */
        private static ProgressBar keepingCtrlC(Supplier<ProgressBar> build) {
            // The only way to ask for a handler is to replace it; the terminal must find it, since it puts it back at
            // its end.
            Object handler = Signals.registerDefault("INT");
            Signals.unregister("INT", handler);
            ProgressBar made = build.get();
            Signals.unregister("INT", handler);
            return made;
        }

        private static Optional<Duration> left(double seconds) {
            return Double.isFinite(seconds) ? Optional.of(Duration.ofSeconds((long) seconds)) : Optional.empty();
        }

        @Override
        public void done(long done, Supplier<String> note) {
            bar.stepTo(done);
            if (System.nanoTime() - noted >= NOTE_NANOS) {
                noted = System.nanoTime();
                bar.setExtraMessage(" " + note.get());
            }
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line for each tenth, for a log. */
    final class Lines implements ProgressDisplay {
        private final String name;
        private final long first;
        private final long all;
        private final String unit;
        private final DoubleSupplier secondsLeft;
        private final PrintStream out;
        private final long started = System.nanoTime();
        private long last;

        Lines(String name, long first, long all, String unit, DoubleSupplier secondsLeft, PrintStream out) {
            this.name = name;
            this.first = first;
            this.all = all;
            this.unit = unit;
            this.secondsLeft = secondsLeft;
            this.out = out;
            this.last = first;
        }

        private long tenth(long done) {
            return (done - first) * 10 / (all - first);
        }

        @Override
        public void done(long done, Supplier<String> note) {
            if (tenth(done) > tenth(last)) {
                double speed = (done - first) / ((System.nanoTime() - started) / 1e9);
                double left = secondsLeft == null ? (all - done) / speed : secondsLeft.getAsDouble();
                String beside = note.get();
                out.println(String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d %s, %s%,.0f %s/s, %,.0f s left",
                        name,
                        done,
                        all,
                        unit,
                        beside.isEmpty() ? "" : beside + ", ",
                        speed,
                        unit,
                        left));
            }
            last = done;
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
