package org.gradientflow.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests the nearest known word for an unknown one. */
public final class Suggestion {
    private Suggestion() {}

    /**
     * One line: the word, the known one nearest to it, and all of them.
     *
     * @param what the word should be: {@code case}
     * @param text the word, in any case
     * @param known at least one, in lower case
     * @return the line
     */
    public static String unknown(String what, String text, Collection<String> known) {
        String lower = text.toLowerCase(Locale.ROOT);
        String nearest = known.stream()
                .min(Comparator.comparingInt(
                        name -> LevenshteinDistance.getDefaultInstance().apply(lower, name)))
                .orElseThrow();
        return "unknown %s '%s': did you mean %s? (one of %s)".formatted(what, text, nearest, String.join(", ", known));
    }
}
