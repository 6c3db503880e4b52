package org.gradientflow.benchmark.doctor;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints evaluations as Markdown. */
final class EvaluationTables {
    private EvaluationTables() {}

    /** One row for each method. */
    static void print(List<MethodEvaluation> evaluations, PrintStream out) {
        out.println("| method | detected | cause right | layer right | false alarms |");
        out.println("|---|---:|---:|---:|---:|");
        evaluations.forEach(evaluation -> out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |%n",
                evaluation.method(),
                percent(evaluation.detection()),
                percent(evaluation.causeRight()),
                percent(evaluation.layerRight()),
                percent(evaluation.falseAlarms())));
    }

    /** One row for each fault, followed by the mistakes. */
    static void printDetails(MethodEvaluation evaluation, PrintStream out) {
        out.printf("%n| %s | models | detected | cause right | layer right |%n", evaluation.method());
        out.println("|---|---:|---:|---:|---:|");
        evaluation
                .byFault()
                .forEach((fault, one) -> out.printf(
                        Locale.ROOT,
                        "| %s | %d | %s | %s | %s |%n",
                        fault,
                        one.cases().size(),
                        percent(one.detection()),
                        percent(one.causeRight()),
                        percent(one.layerRight())));
        out.println();
        evaluation
                .mistakes()
                .forEach(c -> out.printf(
                        "- %s: %s%n", c.model(), c.answer().map(Answer::cause).orElse("no fault found")));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }
}
