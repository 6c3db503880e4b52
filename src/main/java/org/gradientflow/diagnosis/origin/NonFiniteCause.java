package org.gradientflow.diagnosis.origin;

import org.gradientflow.diagnosis.verdict.Cause;

/** Why the first number of a step is NaN or infinite. */
public enum NonFiniteCause {
    /** A feature or a label is not finite. */
    DATA(Cause.NON_FINITE_DATA, "the data has a NaN or infinite value there"),
    /** A parameter is not finite before the step. */
    PARAMETERS(Cause.NON_FINITE_PARAMETERS, "the parameters were not finite before the step"),
    /** Numbers grew beyond what their type holds. */
    OVERFLOW(Cause.RATE_TOO_HIGH, "the numbers grew until they overflowed: try a learning rate 10 times smaller"),
    /** The network computes in half precision, which ends at 65,504. */
    HALF_PRECISION(Cause.NON_FINITE_LAYER, "half precision ends at 65,504: train in float32"),
    /** The loss takes the logarithm of an output that is 0. */
    LOG_OF_ZERO(
            Cause.NON_FINITE_LAYER,
            "the loss takes the logarithm of an output that is exactly 0 or 1: bound the output"),
    /** A row's mask leaves nothing to average. */
    EMPTY_MASK(Cause.NON_FINITE_LAYER, "the mask of the row is empty: remove such rows"),
    /** A layer divides by a deviation of 0. */
    NORMALISER(Cause.NON_FINITE_LAYER, "the layer divides by a deviation of 0: give it an epsilon above 0"),
    /** A loss makes it of finite outputs. */
    LOSS(Cause.NON_FINITE_LAYER, "the loss makes it of finite outputs: look for a division by 0 or a logarithm there"),
    /** A layer makes it of finite inputs that are not large. */
    LAYER(
            Cause.NON_FINITE_LAYER,
            "the layer makes it of finite inputs: look for a division by 0, a logarithm or a root there");

    private final Cause cause;
    private final String meaning;

    NonFiniteCause(Cause cause, String meaning) {
        this.cause = cause;
        this.meaning = meaning;
    }

    /**
     * The cause that the doctor gives it.
     *
     * @return one of four
     */
    public Cause cause() {
        return cause;
    }

    /**
     * The cause in plain words, with what to do.
     *
     * @return a clause without a full stop
     */
    public String meaning() {
        return meaning;
    }
}
