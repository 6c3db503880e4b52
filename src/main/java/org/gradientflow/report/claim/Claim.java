package org.gradientflow.report.claim;

/**
 * A sentence and what became of it.
 *
 * @param sentence what is claimed
 * @param verdict from the run's numbers
 * @param measured the numbers, or what the run lacks
 */
public record Claim(String sentence, Verdict verdict, String measured) {
    static Claim absent(String sentence, String needs) {
        return new Claim(sentence, Verdict.ABSENT, "needs " + needs);
    }
}
