package org.gradientflow.recording;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The name of one training in the UI, such as {@code three-layer-xavier_seed-0_2026-11-24T13-40-05}.
 *
 * <p>It has letters, digits, {@code -}, {@code _} and {@code .} only, because DL4J puts it into paths, redirects and HTML
 * without escaping: a space breaks the address, a colon makes {@code Location: a:b/overview}, in which browsers see a scheme,
 * and {@code <} is markup.
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
     * @param started the start of the run, to the second, which tells two runs of the same case apart
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
