package org.gradientflow.experiment;

/** The elements of the output that the loss counts. */
public enum LossScope {
    /** Only element [0, 0], as the original does: the other rows of a batch have no gradient. */
    FIRST_ELEMENT,
    /** The sum over every element: the full auto-encoder loss of the answer. */
    ALL;

    /**
     * Reads {@code first-element} or {@code all}.
     *
     * @param text as on the command line
     * @return the scope
     * @throws IllegalArgumentException with one line that names the text and what is allowed
     */
    public static LossScope parse(String text) {
        return Check.constant("loss", LossScope.class, text);
    }
}
