package org.gradientflow.diagnosis.verdict;

import java.util.Objects;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;

/**
 * A change, and what it did when it was tried on clones.
 *
 * @param change in words, one line
 * @param verified whether it was tried and helped
 * @param lossBefore median loss without the change, in the network's own loss, a mean over batches; not finite where training
 *     diverges. Where the change gives the loss another meaning, two losses can't be compared: then the share of the labels that
 *     the outputs do not tell, 0 at best and 1 for a constant
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
     * @param change in words, one line
     * @param verified whether it was tried and helped
     * @param lossBefore median loss without the change, in the network's own loss, a mean over batches; not finite where
     *     training diverges. Where the change gives the loss another meaning, two losses can't be compared: then the share of
     *     the labels that the outputs do not tell, 0 at best and 1 for a constant
     * @param lossAfter median loss with the change, over the same seeds
     * @param seeds how many pairs were trained
     * @param helped in how many of them the change helped
     * @param code the line to write in DL4J's builder
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

    /**
     * How likely it is that a change that does nothing helps in so many pairs: the exact sign test, one-sided.
     *
     * @return the probability: 1/32 for 5 of 5, 6/32 for 4 of 5
     */
    public double chance() {
        return new BinomialTest().binomialTest(seeds, helped, 0.5, AlternativeHypothesis.GREATER_THAN);
    }
}
