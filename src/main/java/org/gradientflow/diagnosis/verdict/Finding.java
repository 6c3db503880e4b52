package org.gradientflow.diagnosis.verdict;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gradientflow.model.Numbers;

/**
 * One thing that was found, with what shows it.
 *
 * @param cause what is wrong
 * @param symptom what it does to this network: a sentence
 * @param severity how much it weighs
 * @param layer index in a {@code MultiLayerNetwork}, name of a vertex in a {@code ComputationGraph}, or {@link #ALL_LAYERS}
 * @param parameter DL4J's key of the parameter that shows it most, for example {@code 0_W}
 * @param level how the cause was established
 * @param evidence the numbers, by name; each name says its unit where it has one
 * @param explanation what shows the cause, or why it matters: a sentence
 */
public record Finding(
        Cause cause,
        String symptom,
        Severity severity,
        String layer,
        Optional<String> parameter,
        Confidence level,
        SortedMap<String, Double> evidence,
        String explanation) {
    /** The layer of a finding that concerns the whole network, or the data. */
    public static final String ALL_LAYERS = "all";

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException for an empty symptom or layer
     */
    public Finding {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(parameter, "parameter");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(explanation, "explanation");
        if (symptom.isBlank() || layer.isBlank()) {
            throw new IllegalArgumentException(
                    "a finding needs a symptom and a layer: '%s' and '%s' are not enough".formatted(symptom, layer));
        }
        evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    }

    /**
     * A finding about the whole network, or about its data.
     *
     * @param cause what is wrong
     * @param severity how much it weighs
     * @param level how the cause was established
     * @param symptom what it does to this network
     * @param explanation the numbers in words
     * @param evidence the numbers
     * @return the finding
     */
    public static Finding ofAll(
            Cause cause,
            Severity severity,
            Confidence level,
            String symptom,
            String explanation,
            Map<String, Double> evidence) {
        return ofLayer(cause, severity, level, ALL_LAYERS, symptom, explanation, evidence);
    }

    /**
     * A finding about one layer.
     *
     * @param cause what is wrong
     * @param severity how much it weighs
     * @param level how the cause was established
     * @param layer index or vertex name
     * @param symptom what it does to this network
     * @param explanation the numbers in words
     * @param evidence the numbers
     * @return the finding
     */
    public static Finding ofLayer(
            Cause cause,
            Severity severity,
            Confidence level,
            String layer,
            String symptom,
            String explanation,
            Map<String, Double> evidence) {
        return new Finding(
                cause, symptom, severity, layer, Optional.empty(), level, new TreeMap<>(evidence), explanation);
    }

    /**
     * The share of networks in which a first finding of this level names the right cause.
     *
     * @return above 0 and below 1
     */
    public double confidence() {
        return level.share();
    }

    /**
     * The numbers as a person reads them: {@code dead share 0.94, units 16}.
     *
     * @return with two significant digits, in the order of their names; empty without evidence
     */
    public String evidenceInWords() {
        return evidence.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Numbers.text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /**
     * The same finding with the parameter that shows it most.
     *
     * @param key DL4J's, for example {@code 0_W}
     * @return a copy
     */
    public Finding withParameter(String key) {
        return new Finding(cause, symptom, severity, layer, Optional.of(key), level, evidence, explanation);
    }

    /**
     * The same finding with another weight.
     *
     * @param other severity
     * @return a copy
     */
    public Finding withSeverity(Severity other) {
        return new Finding(cause, symptom, other, layer, parameter, level, evidence, explanation);
    }
}
