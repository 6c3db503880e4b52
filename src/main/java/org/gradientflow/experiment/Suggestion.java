package org.gradientflow.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests the nearest known word for an unknown one, if one is near. */
public final class Suggestion {
    /** Letters that differ in a short word; in a longer one at most half of them. */
    private static final int MOST_TYPOS = 2;

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
        ToIntFunction<String> distance =
                name -> LevenshteinDistance.getDefaultInstance().apply(lower, name);
        String nearest = known.stream().min(Comparator.comparingInt(distance)).orElseThrow();
        boolean near = distance.applyAsInt(nearest) <= Math.max(MOST_TYPOS, lower.length() / 2);
        return "unknown %s '%s'%s (one of %s)"
                .formatted(what, text, near ? ": did you mean " + nearest + "?" : "", String.join(", ", known));
    }
}
