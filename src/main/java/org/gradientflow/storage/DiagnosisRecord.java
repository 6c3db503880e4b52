package org.gradientflow.storage;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.storage.file.BadFileException;

/**
 * One diagnosis as plain text and numbers. {@code doctor --json} prints it, a run keeps it as {@code diagnosis.json} in a case's
 * folder, and the page in the training UI gets it, all with the same fields.
 *
 * @param verdict of the doctor
 * @param reason of the verdict, in one line
 * @param examined what the doctor examined, in one line
 * @param findings the likeliest cause first
 * @param forecast null in a file of version 1.0.0, which has none
 * @param prescriptions best first; empty where none were asked for
 */
public record DiagnosisRecord(
        Outcome verdict,
        String reason,
        String examined,
        List<FindingRecord> findings,
        ForecastRecord forecast,
        List<PrescriptionRecord> prescriptions) {
    /** Its name in the folder of a case. */
    public static final String NAME = "diagnosis.json";

    /** What the doctor decided. */
    public enum Outcome {
        /** Nothing keeps the network from learning. */
        @JsonProperty("healthy")
        HEALTHY,
        /** The first finding says why the network does not learn. */
        @JsonProperty("sick")
        SICK,
        /** The network learns, but a cheap change does clearly better. */
        @JsonProperty("poor")
        POOR,
        /** Neither could be shown. */
        @JsonProperty("inconclusive")
        INCONCLUSIVE;

        /**
         * The word for it.
         *
         * @return in lower case, as in the JSON
         */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException when a part is missing, or a sick network has no finding
     */
    public DiagnosisRecord {
        Json.require("verdict", verdict);
        Json.require("reason", reason);
        Json.require("examined", examined);
        findings = List.copyOf(Json.require("findings", findings));
        prescriptions = prescriptions == null ? List.of() : List.copyOf(prescriptions);
        if (verdict == Outcome.SICK && findings.isEmpty()) {
            throw new IllegalArgumentException("a sick network has a finding");
        }
    }

    /**
     * The likeliest cause.
     *
     * @return the first finding, if there is one
     */
    public Optional<FindingRecord> first() {
        return findings.stream().findFirst();
    }

    /**
     * Reads what {@link #write} wrote, in this version or in 1.0.0.
     *
     * @param folder of a case
     * @return empty where the case was not examined
     * @throws BadFileException when the file is damaged
     * @throws IOException when it can't be read
     */
    public static Optional<DiagnosisRecord> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            DiagnosisRecord diagnosis = Json.readAnyVersion(file, DiagnosisRecord.class);
            if (diagnosis == null) {
                throw new BadFileException(file, "is not complete; without this file the case counts as not examined");
            }
            return Optional.of(diagnosis);
        } catch (JsonProcessingException damaged) {
            throw new BadFileException(
                    file, "is damaged: " + Json.why(damaged) + "; without this file the case counts as not examined");
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

    /**
     * The same as text.
     *
     * @return a JSON object on several lines
     */
    public String json() {
        try {
            return Json.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
