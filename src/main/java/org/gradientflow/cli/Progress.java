package org.gradientflow.cli;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.training.Step;

/** How far a training is: a bar on a terminal, a line for each tenth elsewhere. */
interface Progress extends Step.Listener, AutoCloseable {
    @Override
    void close();

    /** A bar with speed, loss and the time left. */
    final class Bar implements Progress {
        private static final int LOSS_EVERY = 100;
        private final ProgressBar bar;

        Bar(String name, int first, int steps) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(steps)
                    .startsFrom(first, java.time.Duration.ZERO)
                    .setUnit(" steps", 1)
                    .showSpeed(new java.text.DecimalFormat(
                            "#,##0", java.text.DecimalFormatSymbols.getInstance(Locale.ROOT)))
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(250)
                    .build();
        }

        @Override
        public void after(Step step, MultiLayerNetwork network) {
            bar.stepTo(step.index() + 1L);
            if (step.index() % LOSS_EVERY == 0) {
                bar.setExtraMessage(String.format(Locale.ROOT, " loss %.2e", step.loss()));
            }
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line for each tenth of the steps, for a log. */
    final class Lines implements Progress {
        private final String name;
        private final int first;
        private final int steps;
        private final PrintStream out;
        private final long started = System.nanoTime();

        Lines(String name, int first, int steps, PrintStream out) {
            this.name = name;
            this.first = first;
            this.steps = steps;
            this.out = out;
        }

        @Override
        public void after(Step step, MultiLayerNetwork network) {
            long done = step.index() + 1L - first;
            long all = steps - first;
            if (done * 10 / all > (done - 1) * 10 / all) {
                double speed = done / ((System.nanoTime() - started) / 1e9);
                out.println(String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d steps, loss %.2e, %,.0f steps/s, %,.0f s left",
                        name,
                        step.index() + 1L,
                        steps,
                        step.loss(),
                        speed,
                        (all - done) / speed));
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
