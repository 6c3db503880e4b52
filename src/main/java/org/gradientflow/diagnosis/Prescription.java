package org.gradientflow.diagnosis;

import java.util.Objects;

/**
 * A change, and what it did when it was tried on clones.
 *
 * @param change in words, one line
 * @param verified whether it was tried and helped
 * @param lossBefore median loss without the change, in the network's own loss; not finite where training diverges
 * @param lossAfter median loss with the change, over the same seeds
 * @param seeds how many pairs were trained
 * @param helped in how many of them the change helped
 * @param code the line to write in DL4J's builder
 */
public record Prescription(
        String change, boolean verified, double lossBefore, double lossAfter, int seeds, int helped, String code) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException when more pairs were helped than trained, or nothing helped and yet it is verified
     */
    public Prescription {
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(code, "code");
        if (helped < 0 || helped > seeds || verified && helped == 0) {
            throw new IllegalArgumentException("a prescription that helped %d of %d pairs can't be %s"
                    .formatted(helped, seeds, verified ? "verified" : "counted"));
        }
    }
}
