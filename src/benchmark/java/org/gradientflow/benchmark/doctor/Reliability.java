package org.gradientflow.benchmark.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.Parallel;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;

/** How often a first finding of each {@link Confidence} names the right cause. {@link Confidence} has the counts of the first half. */
public final class Reliability {
    /** The first finding of a network, and whether it names the network's known cause. A healthy network has none. */
    private record Case(Confidence level, boolean right) {}

    private Reliability() {}

    /**
     * Prints a table with a row for each level.
     *
     * @param models to be examined
     * @throws Exception when an examination fails
     */
    public static void run(List<BenchmarkModel> models) throws Exception {
        List<Case> cases = Parallel.map("models", models, Reliability::examined).stream()
                .flatMap(Optional::stream)
                .toList();
        System.out.println("| level | published | first findings | right | share |");
        System.out.println("|---|---:|---:|---:|---:|");
        for (Confidence level : Confidence.values()) {
            long all = cases.stream().filter(c -> c.level() == level).count();
            long right =
                    cases.stream().filter(c -> c.level() == level && c.right()).count();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %d | %d | %s |%n",
                    level.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    level.share(),
                    all,
                    right,
                    all == 0 ? "-" : String.format(Locale.ROOT, "%.2f", right / (double) all));
        }
    }

    private static Optional<Case> examined(BenchmarkModel model) {
        Optional<Finding> first = Doctor.of(model.network().get())
                .on(model.data())
                .batch(model.batch())
                .steps(model.steps())
                .seed(model.seed())
                .diagnose()
                .first();
        return first.map(finding -> new Case(
                finding.level(),
                model.fault().equals(Optional.of(finding.cause().id()))));
    }
}
