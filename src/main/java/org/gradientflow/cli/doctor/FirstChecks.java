package org.gradientflow.cli.doctor;

import java.io.PrintWriter;
import org.gradientflow.cli.terminal.Paragraph;
import org.gradientflow.diagnosis.OneBatch;
import org.gradientflow.diagnosis.RateRange;
import org.gradientflow.model.Numbers;

/**
 * What people try first: the learning-rate range, and one batch by heart.
 *
 * @param input network and data
 */
record FirstChecks(DoctorInput input) {
    void print(boolean rate, boolean overfit, PrintWriter out) {
        if (overfit) {
            print(OneBatch.of(input.model(), input.data(), input.batch()), out);
        }
        if (rate) {
            try {
                print(RateRange.of(input.model(), input.data(), input.batch()), out);
            } catch (IllegalArgumentException none) {
                out.println("Learning rates: " + none.getMessage() + ".");
            }
        }
        out.flush();
    }

    private static void print(OneBatch one, PrintWriter out) {
        out.println();
        out.println(Paragraph.of(
                "One batch: ",
                "trained on the same %s rows for %s steps, a copy %s: it reaches a skill of %s."
                        .formatted(
                                Numbers.count(one.rows()),
                                Numbers.count(one.steps()),
                                one.byHeart() ? "learns them by heart" : "does not learn them by heart",
                                Numbers.text(one.skill()))));
    }

    private static void print(RateRange range, PrintWriter out) {
        out.println();
        out.println("Learning rates: skill after %d steps from the same start".formatted(RateRange.STEPS));
        for (RateRange.Point point : range.points()) {
            out.println("%9s  %s".formatted(Numbers.text(point.rate()), skill(point.skill())));
        }
        out.println(Paragraph.of(
                "",
                range.least().isEmpty()
                        ? "No rate learns anything in so few steps. The network has %s."
                                .formatted(Numbers.text(range.own()))
                        : "Useful: from %s to %s. The network has %s."
                                .formatted(
                                        Numbers.text(range.least().getAsDouble()),
                                        Numbers.text(range.largest().getAsDouble()),
                                        Numbers.text(range.own()))));
    }

    /** A bar of twenty, and the number. */
    private static String skill(double skill) {
        if (Double.isInfinite(skill)) {
            return "the loss is no number";
        }
        int length = (int) Math.round(20 * Math.max(0, Math.min(1, skill)));
        return "#".repeat(length) + " ".repeat(20 - length) + "  " + Numbers.text(skill);
    }
}
