package org.gradientflow.report.claim;

import org.gradientflow.model.Numbers;

/**
 * A claim, and whether the numbers of a run support it.
 *
 * @param sentence what is claimed
 * @param verdict from the run's numbers
 * @param measured the numbers, or what the run lacks
 */
public record Claim(String sentence, Verdict verdict, String measured) {
    /** How a quantity compares with one that is {@code ratio} times as large. */
    static String smaller(double ratio) {
        return ratio < 1 ? Numbers.times(1 / ratio) + " larger" : Numbers.times(ratio) + " smaller";
    }

    static Claim absent(String sentence, String needs) {
        return new Claim(sentence, Verdict.ABSENT, "This claim needs " + needs + ".");
    }
}
