package org.gradientflow.benchmark.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.ModelCollection;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.diagnosis.Prescriber;
import org.gradientflow.diagnosis.remedy.PairedTrials;
import org.gradientflow.diagnosis.remedy.RemedyTrials;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;

/**
 * Counts the faulty models whose first prescription works: with it, the model reaches at least half of what the same model
 * reaches without the fault.
 */
public final class PrescriptionBenchmark {
    /** Share of the skill that the model reaches without the fault. */
    private static final double WORKS = 0.5;

    private static final class Counts {
        int models;
        int prescribed;
        int works;
    }

    private final boolean known;
    private final Map<String, Counts> causes = new TreeMap<>();

    private PrescriptionBenchmark(boolean known) {
        this.known = known;
    }

    /**
     * Prints one line for each model, and then a table with one row for each cause.
     *
     * @param models with a fault
     * @param known whether prescriptions are made for the known cause instead of the doctor's
     */
    public static void run(List<BenchmarkModel> models, boolean known) {
        PrescriptionBenchmark benchmark = new PrescriptionBenchmark(known);
        models.forEach(benchmark::prescribe);
        benchmark.print();
    }

    private void prescribe(BenchmarkModel model) {
        long start = System.nanoTime();
        Diagnosis diagnosis = known ? known(model) : examined(model);
        List<RemedyTrials> tried = Prescriber.of(model.network().get())
                .on(model.data())
                .batch(model.batch())
                .steps(model.steps())
                .trials(diagnosis);
        double reference = ModelCollection.reachable(model);
        double reached = tried.isEmpty() ? 0 : median(tried.get(0));
        // No change puts a signal into labels: for these models, the right answer is no prescription.
        boolean works = model.fault().equals(Optional.of(Cause.NO_SIGNAL_LABELS.id()))
                ? tried.isEmpty()
                : !tried.isEmpty() && reached >= WORKS * reference;
        Counts counts = causes.computeIfAbsent(model.fault().orElseThrow(), cause -> new Counts());
        counts.models++;
        counts.prescribed += tried.isEmpty() ? 0 : 1;
        counts.works += works ? 1 : 0;
        System.out.printf(
                Locale.ROOT,
                "%s %s: diagnosis %s, prescription %s; skill %.2f, without the fault %.2f; %d s%n",
                works ? "works" : "FAILS",
                model,
                diagnosis.first().map(finding -> finding.cause().id()).orElse(diagnosis.verdict()),
                tried.stream().map(one -> one.remedy().change()).findFirst().orElse("none"),
                reached,
                reference,
                (System.nanoTime() - start) / 1_000_000_000);
    }

    private static double median(RemedyTrials trials) {
        return StatUtils.percentile(
                trials.with().stream().mapToDouble(PairedTrials.Score::fit).toArray(), 50);
    }

    private static Diagnosis known(BenchmarkModel model) {
        Cause cause = Cause.of(model.fault().orElseThrow()).orElseThrow();
        return new Diagnosis.Sick(
                List.of(Finding.ofAll(
                        cause, Severity.SEVERE, Confidence.CERTAIN, "the benchmark's fault", "it is known", Map.of())),
                cause.meaning());
    }

    private static Diagnosis examined(BenchmarkModel model) {
        return Doctor.of(model.network().get())
                .on(model.data())
                .batch(model.batch())
                .steps(model.steps())
                .diagnose();
    }

    private void print() {
        System.out.println("| fault | models | prescribed | works |");
        System.out.println("|---|---:|---:|---:|");
        causes.forEach((cause, counts) -> System.out.printf(
                Locale.ROOT, "| %s | %d | %d | %d |%n", cause, counts.models, counts.prescribed, counts.works));
    }
}
