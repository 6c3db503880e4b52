package org.gradientflow.storage.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads the lines of an untrusted text in UTF-8 one by one: a line without an end can't fill the memory. */
public final class Lines implements AutoCloseable {
    /** Characters of a line: one of a million numbers is shorter. */
    private static final int LONGEST = 1 << 24;

    private final Path file;
    private final BufferedReader reader;
    private long number;
    private boolean afterReturn;

    private Lines(Path file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Opens a file.
     *
     * @param file to read
     * @return its lines
     * @throws IOException when it can't be read
     */
    public static Lines of(Path file) throws IOException {
        return new Lines(file, Files.newBufferedReader(file));
    }

    /**
     * The next line.
     *
     * @return without its end; null where there is none
     * @throws BadFileException naming the line, when it is too long or no text in UTF-8
     * @throws IOException when it can't be read
     */
    public String next() throws IOException {
        StringBuilder line = new StringBuilder();
        number++;
        try {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                boolean secondOfTwo = c == '\n' && afterReturn;
                afterReturn = c == '\r';
                if (secondOfTwo) {
                    continue;
                }
                if (c == '\n' || c == '\r') {
                    return line.toString();
                }
                if (line.length() == LONGEST) {
                    throw new BadFileException(
                            file, number, String.format(Locale.ROOT, "the line has more than %,d characters", LONGEST));
                }
                line.append((char) c);
            }
        } catch (CharacterCodingException binary) {
            throw new BadFileException(file, "is not text in UTF-8");
        }
        return line.isEmpty() ? null : line.toString();
    }

    /**
     * The current line's number.
     *
     * @return the number of the last line that {@link #next} gave, from 1
     */
    public long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
