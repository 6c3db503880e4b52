package org.gradientflow.benchmark.models;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The recorded skills of each candidate with and without its change, as {@link OutcomeRecorder} writes them.
 *
 * @param skills by the candidate's name
 */
record Outcomes(Map<String, Outcome> skills) {
    /**
     * The skills of one candidate.
     *
     * @param reference {@link Skill} of the same network, seed and data without the change
     * @param skill of the candidate
     */
    record Outcome(double reference, double skill) {}

    static final String RESOURCE = "/benchmark/outcomes.csv";

    /** The skill that a healthy network must reach within its steps. */
    static final double LEARNS = 0.3;

    /** What a faulty network may reach at most, as a share of the skill without the fault. */
    static final double MATERIALLY_WORSE = 0.6;

    static final Outcomes RECORDED = read();

    /** Whether training confirms the label: a healthy network learns, and a faulty one learns much less than without its fault. */
    boolean confirms(Candidate candidate) {
        Outcome outcome = skills.get(candidate.name());
        if (outcome == null || candidate.change().proven()) {
            return outcome != null;
        }
        return candidate.change().cause().isEmpty()
                ? outcome.skill >= LEARNS
                : outcome.reference >= LEARNS && outcome.skill <= MATERIALLY_WORSE * outcome.reference;
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
