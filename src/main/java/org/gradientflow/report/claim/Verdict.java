package org.gradientflow.report.claim;

/** Whether the numbers of a run support a claim. */
public enum Verdict {
    /** The numbers support the claim. */
    HOLDS("true"),
    /** They support one reading of the claim. */
    PARTLY("partly true"),
    /** They contradict the claim. */
    FALSE("false"),
    /** The run lacks cases or steps that the claim needs. */
    ABSENT("not in this run");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /**
     * The verdict as the report shows it.
     *
     * @return in lower case
     */
    public String words() {
        return words;
    }
}
