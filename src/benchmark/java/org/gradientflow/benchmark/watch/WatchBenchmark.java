package org.gradientflow.benchmark.watch;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.commons.math3.stat.StatUtils;
import org.gradientflow.benchmark.models.BenchmarkModel;

/** Watches the trainings of programs with known faults, and of healthy ones. */
public final class WatchBenchmark {
    /** Steps of a healthy training at least: an alarm at any of them is a false one. */
    private static final int HEALTHY_STEPS = 3_000;

    /**
     * A program to be watched.
     *
     * @param model its network and data
     * @param causes that count as right; empty for a healthy program
     */
    public record Program(BenchmarkModel model, List<String> causes) {
        BenchmarkModel whole() {
            int steps = causes.isEmpty() ? Math.max(HEALTHY_STEPS, model.steps()) : model.steps();
            return new BenchmarkModel(
                    model.name(),
                    model.architecture(),
                    model.dataset(),
                    model.fault(),
                    model.layers(),
                    model.network(),
                    model.data(),
                    model.batch(),
                    steps,
                    model.seed());
        }
    }

    private WatchBenchmark() {}

    /**
     * Trains each program once.
     *
     * @param programs to be watched
     * @param out for a line each, and the table
     */
    public static void print(List<Program> programs, PrintStream out) {
        List<Watched> all = new ArrayList<>();
        for (Program program : programs) {
            Watched watched = Watched.of(program.whole(), program.causes());
            all.add(watched);
            out.println(watched);
        }
        List<Watched> sick = all.stream().filter(Watched::sick).toList();
        List<Watched> healthy = all.stream().filter(one -> !one.sick()).toList();
        out.printf(
                "%n%d faulty trainings, %d healthy ones of %,d steps and more%n%n",
                sick.size(), healthy.size(), HEALTHY_STEPS);
        out.println("| watch | alarmed | right cause of the alarmed | median step | false alarms |");
        out.println("|---|---:|---:|---:|---:|");
        out.printf(
                Locale.ROOT,
                "| TrainingWatch | %s | %s | %.0f | %s |%n",
                share(sick, one -> one.alarm().isPresent()),
                share(sick.stream().filter(one -> one.alarm().isPresent()).toList(), Watched::right),
                median(sick.stream()
                        .filter(one -> one.alarm().isPresent())
                        .mapToDouble(one -> one.alarm().get().iteration())
                        .toArray()),
                share(healthy, one -> one.alarm().isPresent()));
        out.printf(
                Locale.ROOT,
                "| the loss is NaN (Keras' TerminateOnNaN) | %s | - | %.0f | %s |%n",
                share(sick, one -> one.firstNaN().isPresent()),
                median(sick.stream()
                        .filter(one -> one.firstNaN().isPresent())
                        .mapToDouble(one -> one.firstNaN().getAsInt())
                        .toArray()),
                share(healthy, one -> one.firstNaN().isPresent()));
    }

    private static String share(List<Watched> of, Predicate<Watched> what) {
        return of.isEmpty()
                ? "-"
                : String.format(
                        Locale.ROOT, "%.0f%%", 100.0 * of.stream().filter(what).count() / of.size());
    }

    private static double median(double[] values) {
        return StatUtils.percentile(values, 50);
    }
}
