package org.gradientflow.storage.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file that does not hold what it should. The message is one line: the file, the line where there is one, and why. */
public final class BadFileException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * A file that is wrong as a whole.
     *
     * @param file which
     * @param why and what to do
     */
    public BadFileException(Path file, String why) {
        super(file + ": " + why);
    }

    /**
     * A line that is wrong.
     *
     * @param file which
     * @param line from 1
     * @param why and what to do
     */
    public BadFileException(Path file, long line, String why) {
        super(file + ":" + line + ": " + why);
    }
}
