package org.gradientflow.cli.run;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.text.WordUtils;
import org.gradientflow.cli.terminal.Columns;
import org.gradientflow.experiment.Cases;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.DiagnosisRecord.Outcome;
import org.gradientflow.storage.FindingRecord;
import org.gradientflow.training.Run;
import org.gradientflow.training.Trainer;

/** What a person reads after training: one table, one sentence a case, and the ten evaluations. */
final class ResultTable {
    /** The ten evaluations span less than this share of their inputs: TensorFlow's three-layer net 1e-8, trained ones 1. */
    private static final double CONSTANT_BELOW = 0.01;

    /** TensorFlow's trained nets have a slope of 0.98 or more. */
    private static final double FOLLOWS_ABOVE = 0.5;

    /** A gradient that is weaker by less than this explains nothing. */
    private static final double WEAKER_FROM = 10;

    private static final List<String> HEADER =
            List.of("case", "steps", "loss", "W:0 gradient std", "W:0 moved", "relative", "slope", "trained", "doctor");

    private static final int WIDTH = 118;

    private final List<Run> runs;
    private final Map<String, DiagnosisRecord> diagnoses;

    /** Diagnoses are by the names of the cases; those of cases that were not examined are missing. */
    ResultTable(List<Run> runs, Map<String, DiagnosisRecord> diagnoses) {
        this.runs = runs;
        this.diagnoses = diagnoses;
    }

    void print(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        for (Run run : runs) {
            rows.add(List.of(
                    run.experiment().name(),
                    String.format(Locale.ROOT, "%,d", run.steps()),
                    scientific(run.loss()),
                    scientific(run.firstLayer().gradientStd()),
                    scientific(run.firstLayer().displacement()),
                    scientific(run.firstLayer().relativeDisplacement()),
                    String.format(Locale.ROOT, "%.3f", run.slope() + 0.0),
                    run.trained() ? "yes" : "no",
                    doctor(run)));
        }
        out.println();
        Columns.print(rows, out);
        out.println();
        out.println(
                "loss: of a row, mean of the last 1,000 steps; trained: loss below 0.01; slope: of estimate against input");
        out.println(
                "W:0 gradient: raw, steps 0 to 1,000; moved: distance from the start; relative: over the start's norm");
        if (!diagnoses.isEmpty()) {
            out.println("doctor: what short trainings of a fresh network of the case show; -: not examined");
        }
        out.println();
        runs.forEach(run -> out.println(verdict(run)));
        out.println();
        List<String> findings =
                runs.stream().flatMap(run -> finding(run).stream()).toList();
        if (!findings.isEmpty()) {
            findings.forEach(out::println);
            out.println();
        }
        runs.forEach(run -> printEvaluations(run, out));
        out.flush();
    }

    /** The cause where it is known, for a column. */
    private String doctor(Run run) {
        DiagnosisRecord diagnosis = diagnoses.get(run.experiment().name());
        if (diagnosis == null) {
            return "-";
        }
        return diagnosis.verdict() == Outcome.SICK
                ? diagnosis.findings().get(0).cause()
                : diagnosis.verdict().text();
    }

    /** Why a network is not healthy, or what a healthy one is warned of, wrapped; empty where there is nothing to say. */
    Optional<String> finding(Run run) {
        String name = run.experiment().name();
        return Optional.ofNullable(diagnoses.get(name))
                .flatMap(said -> words(said, run))
                .map(words -> WordUtils.wrap(name + ": " + words, WIDTH, System.lineSeparator() + "  ", false));
    }

    private static Optional<String> words(DiagnosisRecord said, Run run) {
        return switch (said.verdict()) {
            case SICK -> said.first().map(ResultTable::sentence);
            case HEALTHY ->
                said.first()
                        .filter(first -> first.severity().equals("warning"))
                        .map(first -> "warning: " + sentence(first))
                        .or(() -> Optional.of("healthy, though it has not trained here: " + said.reason())
                                .filter(words -> !run.trained()));
            case INCONCLUSIVE -> Optional.of(said.verdict().text() + ": " + said.reason());
        };
    }

    private static String sentence(FindingRecord finding) {
        return finding.sentence() + (finding.sentence().endsWith(".") ? "" : ".") + " Read more: "
                + finding.explainCommand();
    }

    /** One sentence. */
    String verdict(Run run) {
        String name = run.experiment().name();
        if (run.steps() < run.experiment().steps()) {
            return String.format(
                    Locale.ROOT,
                    "%s was stopped at step %,d of %,d.",
                    name,
                    run.steps(),
                    run.experiment().steps());
        }
        if (!Double.isFinite(run.loss())) {
            return name + " diverged: its loss is no longer a finite number.";
        }
        if (run.trained() && run.slope() > FOLLOWS_ABOVE) {
            return String.format(
                    Locale.ROOT, "%s trained: its estimate follows the input (slope %.3f).", name, run.slope());
        }
        if (run.trained()) {
            return String.format(
                    Locale.ROOT,
                    "%s has a loss of %.2g, but too few steps tell whether its estimate follows the input.",
                    name,
                    run.loss());
        }
        if (spread(run, Trainer.Evaluation::estimate) < CONSTANT_BELOW * spread(run, Trainer.Evaluation::input)) {
            return (run.steps() < Cases.STEPS
                            ? String.format(
                                    Locale.ROOT,
                                    "%s has not trained so far, within %,d steps: its estimate is still a constant",
                                    name,
                                    run.steps())
                            : name + " did not train: its estimate is a constant, whatever the input")
                    + besideTrained(run)
                    + ".";
        }
        return String.format(
                Locale.ROOT,
                "%s has not trained within %,d steps: its loss is still %.2g.",
                name,
                run.steps(),
                run.loss());
    }

    private static double spread(Run run, ToDoubleFunction<Trainer.Evaluation> value) {
        DoubleSummaryStatistics values =
                run.evaluations().stream().mapToDouble(value).summaryStatistics();
        return values.getMax() - values.getMin();
    }

    /** How much weaker the gradient is than in the first case of this run that trained. */
    private String besideTrained(Run run) {
        return runs.stream()
                .filter(Run::trained)
                .filter(other -> times(other, run) >= WEAKER_FROM)
                .findFirst()
                .map(other -> String.format(
                        Locale.ROOT,
                        "; the gradient that reaches W:0 is %,.0f times smaller than in %s",
                        times(other, run),
                        other.experiment().name()))
                .orElse("");
    }

    private static double times(Run strong, Run weak) {
        double times = strong.firstLayer().gradientStd() / weak.firstLayer().gradientStd();
        return Double.isFinite(times) ? times : 0;
    }

    /** As the original prints them: eval_inp, W, estimate0. W is the same in all ten, so it stands once. */
    private static void printEvaluations(Run run, PrintWriter out) {
        out.println(run.experiment().name() + ": ten evaluations");
        out.println("W [" + TracePrinter.row(run.weights()) + "]");
        run.evaluations()
                .forEach(evaluation ->
                        out.println("eval_inp [[" + evaluation.input() + "]] estimate0 " + evaluation.estimate()));
        out.println();
    }

    private static String scientific(double value) {
        return String.format(Locale.ROOT, "%.2e", value);
    }
}
