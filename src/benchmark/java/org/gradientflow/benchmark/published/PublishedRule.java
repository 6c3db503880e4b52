package org.gradientflow.benchmark.published;

import java.util.Optional;

/** A rule as it was published, with its published thresholds. */
public interface PublishedRule {
    /**
     * The publisher, and the rule's name.
     *
     * @return the name
     */
    String name();

    /**
     * Applies the rule to a training.
     *
     * @param observed the recorded quantities
     * @return the doctor's name of the cause; empty when the rule finds nothing
     */
    Optional<String> cause(Observed observed);
}
