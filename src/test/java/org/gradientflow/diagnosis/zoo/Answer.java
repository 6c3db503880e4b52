package org.gradientflow.diagnosis.zoo;

import java.util.Optional;

/**
 * What a judge says of a patient that it holds for sick.
 *
 * @param cause by the doctor's names
 * @param layer index, vertex name or {@code all}; empty when the judge names none
 */
public record Answer(String cause, Optional<String> layer) {
    static Answer of(String cause) {
        return new Answer(cause, Optional.empty());
    }
}
