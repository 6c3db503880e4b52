package org.gradientflow.diagnosis.origin;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Numbers;

/**
 * The first number of a training that is NaN or infinite.
 *
 * @param iteration the step, as DL4J counts, from 0
 * @param phase of the step
 * @param layer index or vertex name; {@link Finding#ALL_LAYERS} for the data
 * @param what is not finite: {@code features}, {@code output}, {@code loss}, or the parameter's key
 * @param row of the step's batch, from 0; empty for parameters
 * @param column of the row, from 0; empty for parameters and losses
 * @param before the largest finite size of what it was made of
 * @param growth of the largest parameter over the steps that were looked at, as a factor
 * @param cause why
 */
public record NonFiniteOrigin(
        int iteration,
        Phase phase,
        String layer,
        String what,
        OptionalInt row,
        OptionalInt column,
        double before,
        double growth,
        NonFiniteCause cause) {
    /** Parameters of a training that goes well hardly grow within a few steps. */
    private static final double WORTH_SAYING = 1.5;

    /** The parts of a step, in their order. */
    public enum Phase {
        /** Before anything is computed. */
        BEFORE("before the step"),
        /** The layers' outputs. */
        FORWARD("in the forward pass"),
        /** The loss of the outputs. */
        LOSS("in the loss"),
        /** The gradients. */
        BACKWARD("in the backward pass"),
        /** The updater's work. */
        UPDATE("in the update");

        private final String words;

        Phase(String words) {
            this.words = words;
        }
    }

    /** Checks. */
    public NonFiniteOrigin {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(cause, "cause");
    }

    /**
     * The origin in words.
     *
     * @return {@code The first number that is not finite is in step 120, in the forward pass: the output of layer 3 in row 17, column 0. ...}
     */
    public String sentence() {
        boolean all = layer.equals(Finding.ALL_LAYERS);
        String subject = all ? "the " + what : "the " + what + " of layer " + layer;
        return "The first number that is not finite is in step %s, %s: %s%s%s.%s%s"
                .formatted(
                        Numbers.count(iteration),
                        phase.words,
                        subject,
                        row.isPresent() ? " in row " + row.getAsInt() : "",
                        column.isPresent() ? ", column " + column.getAsInt() : "",
                        before > 0
                                ? " The largest number that it was made of is %s.".formatted(Numbers.text(before))
                                : "",
                        growth >= WORTH_SAYING
                                ? " The largest parameter grew by a factor of %s up to then."
                                        .formatted(Numbers.text(growth))
                                : "");
    }

    /**
     * The origin as the doctor reports it.
     *
     * @return severe and certain: the step was run again
     */
    public Finding finding() {
        TreeMap<String, Double> evidence = new TreeMap<>();
        evidence.put("step", (double) iteration);
        row.ifPresent(value -> evidence.put("row", (double) value));
        column.ifPresent(value -> evidence.put("column", (double) value));
        evidence.put("largest before", before);
        String why = cause.meaning();
        return Finding.ofLayer(
                cause.cause(),
                Severity.SEVERE,
                Confidence.CERTAIN,
                layer,
                sentence(),
                Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".",
                evidence);
    }
}
