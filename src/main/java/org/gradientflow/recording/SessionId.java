package org.gradientflow.recording;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The name of one training in the UI, such as {@code three-layer-xavier_seed-0_2026-11-24T13-40-05}.
 *
 * <p>Letters, digits, {@code -}, {@code _} and {@code .} only. DL4J puts the name into paths, redirects and HTML as it is: a
 * space breaks the address; a colon makes {@code Location: a:b/overview}, which browsers take for a scheme; and a
 * {@code <} would be markup.
 */
public final class SessionId {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss");

    private final String text;

    private SessionId(String text) {
        this.text = text;
    }

    /**
     * Names the training of a case.
     *
     * @param caseName letters, digits, {@code -}, {@code _} and {@code .}, such as {@code three-layer-xavier}
     * @param seed of the run
     * @param started when it began, to the second: what tells two runs of the same case apart
     * @return its name
     */
    public static SessionId of(String caseName, long seed, LocalDateTime started) {
        if (!caseName.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "caseName: expected letters, digits, '-', '_' and '.', got '" + caseName + "'");
        }
        return new SessionId(caseName + "_seed-" + seed + "_" + TIME.format(started));
    }

    /** The name itself. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionId id && text.equals(id.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
