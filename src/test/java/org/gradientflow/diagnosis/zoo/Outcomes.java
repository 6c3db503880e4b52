package org.gradientflow.diagnosis.zoo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came out of training each candidate and its healthy twin. {@link ZooCheck} writes it.
 *
 * @param skills by name of the specimen
 */
record Outcomes(Map<String, Outcome> skills) {
    /**
     * Of one specimen.
     *
     * @param twin {@link Skill} of the same network, seed and data without the change
     * @param skill of the specimen
     */
    record Outcome(double twin, double skill) {}

    static final String RESOURCE = "/zoo/outcomes.csv";

    /** What a healthy network must reach within its steps. */
    static final double LEARNS = 0.3;

    /** What a sick one may reach at most, as a share of its twin's skill. */
    static final double MATERIALLY_WORSE = 0.6;

    static final Outcomes RECORDED = read();

    /** Whether the label came true: healthy ones learn, and sick ones learn much less than their twins. */
    boolean confirms(Specimen specimen) {
        Outcome outcome = skills.get(specimen.name());
        if (outcome == null || specimen.change().proven()) {
            return outcome != null;
        }
        return specimen.change().cause().isEmpty()
                ? outcome.skill >= LEARNS
                : outcome.twin >= LEARNS && outcome.skill <= MATERIALLY_WORSE * outcome.twin;
    }

    private static Outcomes read() {
        Map<String, Outcome> skills = new LinkedHashMap<>();
        try (InputStream file = Outcomes.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                return new Outcomes(skills);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .forEach(fields -> skills.put(
                            fields[0], new Outcome(Double.parseDouble(fields[1]), Double.parseDouble(fields[2]))));
            return new Outcomes(skills);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
