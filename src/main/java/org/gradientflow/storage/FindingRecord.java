package org.gradientflow.storage;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One finding of a {@link DiagnosisRecord}.
 *
 * @param cause its name, for example {@code vanishing}
 * @param symptom what it does to this network
 * @param severity {@code note}, {@code warning} or {@code severe}
 * @param layer index, name, or {@code all}
 * @param parameter DL4J's key of the parameter that shows it most; null where there is none, as in a file of version 1.0.0
 * @param confidence from 0 to 1
 * @param evidence the numbers, by name; NaN and infinity are written as texts
 * @param explanation the numbers in words; may be empty
 */
public record FindingRecord(
        String cause,
        String symptom,
        String severity,
        String layer,
        String parameter,
        double confidence,
        SortedMap<String, Double> evidence,
        String explanation) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException when a part is missing, or a name in the evidence has no number
     */
    public FindingRecord {
        Json.require("cause", cause);
        Json.require("symptom", symptom);
        Json.require("severity", severity);
        Json.require("layer", layer);
        Json.require("explanation", explanation);
        if (Json.require("evidence", evidence).containsValue(null)) {
            throw new IllegalArgumentException("the evidence of '%s' has a name without a number".formatted(cause));
        }
        evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    }

    /**
     * Cause and layer.
     *
     * @return {@code vanishing in layer 0}; the cause alone when it concerns the whole network
     */
    public String headline() {
        return layer.equals("all") ? cause : cause + " in layer " + layer;
    }

    /**
     * Headline, symptom and explanation on one line, without the numbers.
     *
     * @return for example {@code vanishing in layer 0: the gradient is small; it is 0.1}
     */
    public String sentence() {
        if (explanation.isBlank()) {
            return headline() + ": " + symptom;
        }
        return headline() + ": " + symptom + (symptom.endsWith(".") ? " " : "; ") + explanation;
    }

    /**
     * The command that prints the page about the cause.
     *
     * @return {@code gradientflow explain vanishing}
     */
    public String explainCommand() {
        // A file may hold anything, and people copy commands.
        return "gradientflow explain" + (cause.matches("[a-z-]+") ? " " + cause : "");
    }
}
