package org.gradientflow.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.storage.file.BadFileException;

/**
 * {@code diagnosis.json} in a case's folder: what the doctor said of the case, in plain text and numbers. A run without one
 * was not examined.
 *
 * @param verdict {@code healthy}, {@code sick} or {@code inconclusive}
 * @param reason of the verdict, in one line
 * @param examined what the doctor looked at, in one line
 * @param findings the likeliest cause first
 */
public record SavedDiagnosis(String verdict, String reason, String examined, List<Finding> findings) {
    /** Its name in the folder of a case. */
    public static final String NAME = "diagnosis.json";

    /** The verdict that has a cause. */
    public static final String SICK = "sick";

    /** Nothing keeps the network from learning. */
    public static final String HEALTHY = "healthy";

    private static final Set<String> VERDICTS = Set.of(HEALTHY, SICK, "inconclusive");

    /**
     * One thing that was found.
     *
     * @param cause its name, for example {@code vanishing}
     * @param severity {@code note}, {@code warning} or {@code severe}
     * @param layer index, name, or {@code all}
     * @param confidence from 0 to 1
     * @param symptom what it does to this network
     * @param explanation the numbers in words; may be empty
     * @param evidence the numbers, by name; NaN and infinity are written as texts
     */
    public record Finding(
            String cause,
            String severity,
            String layer,
            double confidence,
            String symptom,
            String explanation,
            SortedMap<String, Double> evidence) {
        /**
         * Copies.
         *
         * @param cause its name, for example {@code vanishing}
         * @param severity {@code note}, {@code warning} or {@code severe}
         * @param layer index, name, or {@code all}
         * @param confidence from 0 to 1
         * @param symptom what it does to this network
         * @param explanation the numbers in words; may be empty
         * @param evidence the numbers, by name; NaN and infinity are written as texts
         * @throws IllegalArgumentException for a name without a number
         */
        public Finding {
            if (evidence.containsValue(null)) {
                throw new IllegalArgumentException("the evidence of '%s' has a name without a number".formatted(cause));
            }
            evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
        }

        /**
         * Cause and place.
         *
         * @return {@code vanishing in layer 0}; without a place where it concerns the whole network
         */
        public String headline() {
            return layer.equals("all") ? cause : cause + " in layer " + layer;
        }

        /**
         * All that is said of it, without the numbers.
         *
         * @return headline, symptom and explanation, on one line
         */
        public String sentence() {
            return headline() + ": " + symptom + (explanation.isBlank() ? "" : " " + explanation);
        }
    }

    /**
     * Checks and copies.
     *
     * @param verdict {@code healthy}, {@code sick} or {@code inconclusive}
     * @param reason of the verdict, in one line
     * @param examined what the doctor looked at, in one line
     * @param findings the likeliest cause first
     * @throws IllegalArgumentException for another verdict, or a sick network without a finding
     */
    public SavedDiagnosis {
        findings = List.copyOf(findings);
        if (!VERDICTS.contains(verdict)) {
            throw new IllegalArgumentException(
                    "a verdict is healthy, sick or inconclusive, not '%s'".formatted(verdict));
        }
        if (verdict.equals(SICK) && findings.isEmpty()) {
            throw new IllegalArgumentException("a sick network has a finding");
        }
    }

    /**
     * The likeliest cause.
     *
     * @return the first finding, if there is one
     */
    public Optional<Finding> first() {
        return findings.stream().findFirst();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param folder of a case
     * @return empty where the case was not examined
     * @throws BadFileException when the file is damaged
     * @throws IOException when it can't be read
     */
    public static Optional<SavedDiagnosis> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            SavedDiagnosis diagnosis = Json.read(file, SavedDiagnosis.class);
            if (diagnosis == null) {
                throw new BadFileException(file, "is not complete; delete it to do without");
            }
            return Optional.of(diagnosis);
        } catch (JsonProcessingException damaged) {
            throw new BadFileException(file, "is damaged: " + Json.why(damaged) + "; delete it to do without");
        }
    }

    /**
     * Writes it atomically.
     *
     * @param folder of a case
     * @throws IOException when it can't be written
     */
    public void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(NAME), part -> Json.MAPPER.writeValue(part.toFile(), this));
    }
}
