package org.gradientflow.diagnosis.verdict;

/**
 * How a cause was established. The published number is the share of networks in which a first finding of this level names the
 * right cause: {@code (right + 1) / (all + 2)}, Laplace's rule of succession, which stays away from 0 and 1 where few were counted.
 *
 * <p>The counts are those on the first half of the model collection (231 networks). The {@code Reliability} benchmark prints them,
 * and those of the held-out half (223 networks), which are: certain 41 of 41, confirmed 85 of 86, confirmed narrowly 1 of 2,
 * unconfirmed 1 of 4.
 */
public enum Confidence {
    /** The configuration, the parameters or the data alone show the cause. */
    CERTAIN(39, 39),
    /** A copy with only this changed learns at least twice as much. */
    CONFIRMED(102, 102),
    /** A copy with only this changed learns more, but less than twice as much. */
    CONFIRMED_NARROWLY(2, 2),
    /** No trial confirms the cause: none was made, or it did not help. */
    UNCONFIRMED(0, 2);

    private final int right;
    private final int all;

    Confidence(int right, int all) {
        this.right = right;
        this.all = all;
    }

    /**
     * The measured share of right first causes.
     *
     * @return above 0 and below 1
     */
    public double share() {
        return (right + 1.0) / (all + 2.0);
    }
}
