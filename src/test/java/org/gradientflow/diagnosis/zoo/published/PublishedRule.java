package org.gradientflow.diagnosis.zoo.published;

import java.util.Optional;

/** A rule as it was published, thresholds included. */
public interface PublishedRule {
    /**
     * Who published it, and its name there.
     *
     * @return the name
     */
    String name();

    /**
     * What the rule says of a training.
     *
     * @param observed all that was recorded
     * @return the doctor's name for what the rule looks for; empty where it finds nothing
     */
    Optional<String> cause(Observed observed);
}
