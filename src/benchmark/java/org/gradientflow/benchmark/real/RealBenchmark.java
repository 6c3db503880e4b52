package org.gradientflow.benchmark.real;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.gradientflow.benchmark.published.PublishedRule;
import org.gradientflow.benchmark.published.PublishedRules;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.diagnosis.Doctor;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;

/** Judges programs with the doctor, as its command line would with no option but the batch, and with published rules. */
final class RealBenchmark {
    /** The seed of the rows' order in the trainings for published rules. */
    private static final long SEED = 1;

    private static final double NANOS = 1e9;

    /**
     * What a method says of a model.
     *
     * @param verdict in its own words
     * @param cause empty where it reports none
     * @param seconds it took
     */
    record Answer(String verdict, Optional<String> cause, double seconds) {}

    private final List<RealModel> models;
    private final PrintStream out;
    private final boolean each;

    /**
     * A benchmark.
     *
     * @param models to be judged
     * @param out for lines and tables
     * @param each whether there is a line for each model
     */
    RealBenchmark(List<RealModel> models, PrintStream out, boolean each) {
        this.models = models;
        this.out = out;
        this.each = each;
    }

    /** Judges with the doctor; with each diagnosis the reader gets its model's line. */
    List<Judged> doctor(BiConsumer<RealModel, Diagnosis> reader) {
        List<Judged> all = new ArrayList<>();
        for (RealModel model : models) {
            long start = System.nanoTime();
            Optional<Diagnosis> diagnosis = diagnosis(model);
            double seconds = (System.nanoTime() - start) / NANOS;
            Judged judged = new Judged(
                    model,
                    new Answer(
                            diagnosis.map(Diagnosis::verdict).orElse("refused"),
                            diagnosis
                                    .filter(found -> found instanceof Diagnosis.Sick)
                                    .flatMap(Diagnosis::first)
                                    .map(Finding::cause)
                                    .map(cause -> cause.id()),
                            seconds));
            all.add(judged);
            if (each) {
                out.printf(
                        Locale.ROOT,
                        "%-5s %-24s %-12s %-20s truth %s, %.1f s%n",
                        judged.right() ? "right" : "WRONG",
                        model.id(),
                        judged.answer().verdict(),
                        judged.answer().cause().orElse("-"),
                        judged.truth(),
                        seconds);
            }
            diagnosis.ifPresent(found -> reader.accept(model, found));
        }
        return all;
    }

    /** Empty where the files are refused as bad input. */
    private static Optional<Diagnosis> diagnosis(RealModel model) {
        try {
            return Optional.of(Doctor.of(model.network().get())
                    .on(model.data().get())
                    .batch(model.batch())
                    .diagnose());
        } catch (BadInputException refused) {
            return Optional.empty();
        }
    }

    /** Trains each model once for all published rules. */
    Map<PublishedRule, List<Judged>> published() {
        Map<PublishedRule, List<Judged>> byRule = new LinkedHashMap<>();
        PublishedRules.ALL.forEach(rule -> byRule.put(rule, new ArrayList<>()));
        for (RealModel model : models) {
            Map<PublishedRule, Optional<String>> causes;
            try {
                causes = PublishedRules.causes(model.trained(SEED));
            } catch (BadInputException refused) {
                causes = Map.of();
            }
            for (PublishedRule rule : PublishedRules.ALL) {
                Optional<String> cause = causes.getOrDefault(rule, Optional.empty());
                byRule.get(rule)
                        .add(new Judged(model, new Answer(cause.isPresent() ? "sick" : "healthy", cause, Double.NaN)));
            }
        }
        return byRule;
    }
}
