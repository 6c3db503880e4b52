package org.gradientflow.assertions;

import java.util.Optional;
import org.gradientflow.observation.History;

/** An expectation of a training. Its verdict is a value; the assertions throw. */
@FunctionalInterface
interface Expectation {
    /** The part of a training that its end is judged by. */
    double END = 0.25;

    /**
     * Looks at a training.
     *
     * @return what is wrong; empty when it is as expected
     */
    Optional<Failure> examine(History history);

    /**
     * A failed expectation.
     *
     * @param expected with its threshold
     * @param found in one line
     * @param evidence the numbers it rests on
     */
    record Failure(String expected, String found, String evidence) {
        static Optional<Failure> because(String expected, String found, String evidence) {
            return Optional.of(new Failure(expected, found, evidence));
        }

        /** With another line of evidence. */
        Failure and(String more) {
            return new Failure(expected, found, evidence + System.lineSeparator() + "  " + more);
        }

        /** As a person reads it. */
        String text(String training, String cause) {
            return "%nExpected:%n  %s%nFound%s:%n  %s%nEvidence:%n  %s%nMost likely cause:%n  %s"
                    .formatted(expected, training, found, evidence, cause);
        }
    }
}
