package org.gradientflow.storage;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Comma-separated float32 numbers, with the file and line of what is wrong. */
final class Csv {
    private Csv() {}

    static List<String> lines(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            if (lines.isEmpty()) {
                throw new BadFileException(file, "is empty");
            }
            return lines;
        } catch (MalformedInputException binary) {
            throw new BadFileException(file, "is not text in UTF-8");
        }
    }

    /**
     * Numbers of one line.
     *
     * @param from index of the first cell to read
     */
    static float[] floats(Path file, int line, String[] cells, int from) throws BadFileException {
        float[] values = new float[cells.length - from];
        for (int i = 0; i < values.length; i++) {
            String cell = cells[from + i].strip();
            try {
                values[i] = Float.parseFloat(cell);
            } catch (NumberFormatException text) {
                throw new BadFileException(file, line, "'" + cell + "' is not a number");
            }
            if (!Float.isFinite(values[i])) {
                throw new BadFileException(file, line, "'" + cell + "' is not a finite float32 number");
            }
        }
        return values;
    }

    static String[] cells(String line) {
        return line.split(",", -1);
    }
}
