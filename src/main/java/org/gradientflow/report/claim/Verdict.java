package org.gradientflow.report.claim;

/** What a run says of a claim. */
public enum Verdict {
    /** The numbers agree. */
    HOLDS("holds"),
    /** They agree with one reading of it. */
    PARTLY("holds in part"),
    /** They disagree. */
    FALSE("does not hold"),
    /** The run lacks the cases or the steps. */
    ABSENT("not in this run");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /**
     * For people.
     *
     * @return in lower case
     */
    public String words() {
        return words;
    }
}
