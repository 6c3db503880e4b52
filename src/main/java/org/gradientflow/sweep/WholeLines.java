package org.gradientflow.sweep;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gradientflow.storage.file.BadFileException;

/** Reads the lines of a file, without a last line that has no end: the process that wrote it was killed. */
final class WholeLines {
    private static final int LONGEST = 10_000;
    private static final int BUFFER = 1 << 16;

    /** Receives each line. */
    @FunctionalInterface
    interface Reader {
        void read(String line, long number) throws IOException;
    }

    private WholeLines() {}

    /**
     * Reads a file from its start.
     *
     * @param file named where a line is refused
     * @param content of the file; stays open
     * @return the length of the whole lines, in bytes
     */
    static long read(Path file, InputStream content, Reader reader) throws IOException {
        long length = 0;
        long number = 1;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream in = new BufferedInputStream(content, BUFFER);
        for (int read = in.read(); read >= 0; read = in.read()) {
            if (read != '\n') {
                line.write(read);
                if (line.size() > LONGEST) {
                    throw new BadFileException(file, number, "is too long for a line of a sweep's results");
                }
                continue;
            }
            reader.read(line.toString(StandardCharsets.UTF_8), number++);
            length += line.size() + 1;
            line.reset();
        }
        return length;
    }
}
