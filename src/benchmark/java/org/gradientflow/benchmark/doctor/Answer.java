package org.gradientflow.benchmark.doctor;

import java.util.Optional;

/**
 * What a method reports for a model that it takes for faulty.
 *
 * @param cause as the doctor names it
 * @param layer index, vertex name or {@code all}; empty when the method names none
 */
public record Answer(String cause, Optional<String> layer) {
    static Answer of(String cause) {
        return new Answer(cause, Optional.empty());
    }
}
