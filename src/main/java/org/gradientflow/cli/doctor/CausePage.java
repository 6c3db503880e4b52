package org.gradientflow.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.gradientflow.diagnosis.verdict.Cause;

/** The page about a cause, {@code src/docs/causes/CAUSE.md}, as it is in the jar. */
final class CausePage {
    private static final String FOLDER = "/org/gradientflow/causes/";

    /** Lines that are for whoever keeps the page. */
    private static final Pattern COMMENT = Pattern.compile("^<!--.*?-->\\R?", Pattern.DOTALL | Pattern.MULTILINE);

    /** Links to other pages and to sources, which a terminal can't follow: their text stays. */
    private static final Pattern LINK = Pattern.compile("\\[([^\\]\\[]+)\\](\\([^)]*\\)|\\[\\w+\\])");

    private static final Pattern LINK_TARGET = Pattern.compile("^\\[\\w+\\]: .*\\R?", Pattern.MULTILINE);

    private CausePage() {}

    /** Markdown in lines of 80 columns, without its comments and link targets. */
    static String of(Cause cause) {
        String name = FOLDER + cause.id() + ".md";
        try (InputStream page = CausePage.class.getResourceAsStream(name)) {
            if (page == null) {
                throw new IllegalStateException("there is no page " + name);
            }
            return forTerminal(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new IllegalStateException(name, unreadable);
        }
    }

    static String forTerminal(String page) {
        String text = COMMENT.matcher(page).replaceAll("");
        return LINK.matcher(LINK_TARGET.matcher(text).replaceAll(""))
                        .replaceAll("$1")
                        .stripTrailing() + "\n";
    }
}
