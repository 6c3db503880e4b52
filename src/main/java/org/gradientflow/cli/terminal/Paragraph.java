package org.gradientflow.cli.terminal;

import org.apache.commons.text.WordUtils;

/** A text on lines that fit a terminal. */
public final class Paragraph {
    /** Columns of a terminal. */
    private static final int WIDTH = 80;

    private Paragraph() {}

    /**
     * Breaks a text between words; a word that is longer than a line stays whole.
     *
     * @param start stands before the first line; the others are indented by as much
     * @param text whose line breaks and blanks count as one blank each
     * @return lines, without an end of line after the last
     */
    public static String of(String start, String text) {
        String next = System.lineSeparator() + " ".repeat(start.length());
        return start + WordUtils.wrap(text.strip().replaceAll("\\s+", " "), WIDTH - start.length(), next, false);
    }
}
