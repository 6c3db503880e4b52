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
import org.gradientflow.model.Numbers;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.DiagnosisRecord.Outcome;
import org.gradientflow.storage.FindingRecord;
import org.gradientflow.training.Run;
import org.gradientflow.training.Trainer;

/** Prints the results of a run: a table, a sentence for each case, what the doctor found, and the ten evaluations. */
final class ResultTable {
    /**
     * An estimate is constant if the ten evaluations span less than this share of their inputs: 1e-8 for TensorFlow's
     * three-layer network, 1 for trained ones.
     */
    private static final double CONSTANT_BELOW = 0.01;

    /** A trained estimate follows the input if its slope is above this: TensorFlow's trained networks have 0.98 or more. */
    private static final double FOLLOWS_ABOVE = 0.5;

    /** Two cases' gradients are compared only if they differ by at least this factor; a smaller one explains nothing. */
    private static final double WEAKER_FROM = 10;

    private static final List<String> HEADER =
            List.of("case", "steps", "loss", "W:0 gradient std", "W:0 moved", "relative", "slope", "trained", "doctor");

    private static final int WIDTH = 118;

    private final List<Run> runs;
    private final Map<String, DiagnosisRecord> diagnoses;

    /** The diagnoses are keyed by case name; a case that was not examined has none. */
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
                    number(run.loss()),
                    number(run.firstLayer().gradientStd()),
                    number(run.firstLayer().displacement()),
                    number(run.firstLayer().relativeDisplacement()),
                    String.format(Locale.ROOT, "%.3f", run.slope() + 0.0),
                    run.trained() ? "yes" : "no",
                    doctor(run)));
        }
        out.println();
        Columns.print(rows, out);
        out.println();
        out.println("loss: mean loss per row over the last 1,000 steps; trained: whether it is below 0.01");
        out.println("W:0 gradient std: standard deviation of the raw gradient over steps 0 to 1,000");
        out.println(
                "W:0 moved: distance of the weights from their start; relative: this distance over their norm at the start");
        out.println(
                "slope: slope of the estimate against the input, 1 if the estimate follows the input, 0 if it is constant");
        if (!diagnoses.isEmpty()) {
            out.println(
                    "doctor: verdict or cause, from short trainings of a new network of the case; - means not examined");
        }
        out.println();
        runs.forEach(run -> out.println(wrapped(verdict(run))));
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

    /** The entry of the column {@code doctor}: the likeliest cause, or the verdict if there is none. */
    private String doctor(Run run) {
        DiagnosisRecord diagnosis = diagnoses.get(run.experiment().name());
        if (diagnosis == null) {
            return "-";
        }
        return diagnosis.verdict() == Outcome.SICK
                ? diagnosis.findings().get(0).cause()
                : diagnosis.verdict().text();
    }

    /** Why a network is not healthy, or a warning about a healthy one, wrapped; empty if there is neither. */
    Optional<String> finding(Run run) {
        String name = run.experiment().name();
        return Optional.ofNullable(diagnoses.get(name))
                .flatMap(said -> words(said, run))
                .map(words -> wrapped(name + ": " + words));
    }

    private static String wrapped(String sentence) {
        return WordUtils.wrap(sentence, WIDTH, System.lineSeparator() + "  ", false);
    }

    private static Optional<String> words(DiagnosisRecord said, Run run) {
        return switch (said.verdict()) {
            case SICK, POOR -> said.first().map(ResultTable::sentence);
            case HEALTHY ->
                said.first()
                        .filter(first -> first.severity().equals("warning"))
                        .map(first -> "warning: " + sentence(first))
                        .or(() -> Optional.of("healthy, although it did not train in this run; " + said.reason())
                                .filter(words -> !run.trained()));
            case INCONCLUSIVE -> Optional.of(said.verdict().text() + ": " + said.reason());
        };
    }

    private static String sentence(FindingRecord finding) {
        return finding.sentence() + (finding.sentence().endsWith(".") ? "" : ".") + " Read more: "
                + finding.explainCommand();
    }

    /** Whether a case trained, in one sentence. */
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
            return name + " has a loss of " + Numbers.text(run.loss())
                    + ", but it trained too few steps to show that its estimate follows the input.";
        }
        if (spread(run, Trainer.Evaluation::estimate) < CONSTANT_BELOW * spread(run, Trainer.Evaluation::input)) {
            return (run.steps() < Cases.STEPS
                            ? String.format(
                                    Locale.ROOT,
                                    "%s has not trained after %,d steps: its estimate is still a constant",
                                    name,
                                    run.steps())
                            : name + " did not train: its estimate is the same for every input")
                    + besideTrained(run)
                    + ".";
        }
        return String.format(
                Locale.ROOT,
                "%s has not trained after %,d steps: its loss is still %s.",
                name,
                run.steps(),
                Numbers.text(run.loss()));
    }

    private static double spread(Run run, ToDoubleFunction<Trainer.Evaluation> value) {
        DoubleSummaryStatistics values =
                run.evaluations().stream().mapToDouble(value).summaryStatistics();
        return values.getMax() - values.getMin();
    }

    /** How much smaller the gradient is than in the first case of this run that trained; empty if it is not. */
    private String besideTrained(Run run) {
        return runs.stream()
                .filter(Run::trained)
                .filter(other -> times(other, run) >= WEAKER_FROM)
                .findFirst()
                .map(other -> "; the gradient that reaches W:0 is " + Numbers.times(times(other, run))
                        + " smaller than in " + other.experiment().name())
                .orElse("");
    }

    private static double times(Run strong, Run weak) {
        double times = strong.firstLayer().gradientStd() / weak.firstLayer().gradientStd();
        return Double.isFinite(times) ? times : 0;
    }

    /** Prints what the original prints: eval_inp, W and estimate0. W is the same in all ten and is printed once. */
    private static void printEvaluations(Run run, PrintWriter out) {
        out.println(run.experiment().name() + ": ten evaluations");
        out.println("W [" + TracePrinter.row(run.weights()) + "]");
        run.evaluations()
                .forEach(evaluation ->
                        out.println("eval_inp [[" + evaluation.input() + "]] estimate0 " + evaluation.estimate()));
        out.println();
    }

    private static String number(double value) {
        return Numbers.text(value, 3);
    }
}
