package org.gradientflow.storage.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.storage.file.Lines;

/** Comma-separated float32 numbers; an error names the file and the line. */
public final class Csv {
    /** Java also reads {@code 1f} and {@code 0x1p3}, which are not numbers in a CSV. */
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][-+]?[0-9]++)?|[-+]?(?i:nan|inf|infinity)");

    /** Characters of a cell that a message shows. */
    private static final int QUOTED = 40;

    private Csv() {}

    public static List<String> lines(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadFileException(file, "is a folder");
        }
        List<String> all = new ArrayList<>();
        try (Lines lines = Lines.of(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (line.isBlank()) {
                    throw new BadFileException(file, lines.number(), "the line is blank");
                }
                all.add(line);
            }
        }
        if (all.isEmpty()) {
            throw new BadFileException(file, "is empty");
        }
        return all;
    }

    /**
     * Numbers of one line.
     *
     * @param from index of the first cell to read
     */
    public static float[] floats(Path file, int line, String[] cells, int from) throws BadFileException {
        float[] values = new float[cells.length - from];
        for (int i = 0; i < values.length; i++) {
            String cell = cells[from + i].strip();
            if (!NUMBER.matcher(cell).matches()) {
                throw new BadFileException(file, line, quoted(cell) + " is not a number");
            }
            values[i] = isFinite(cell) ? Float.parseFloat(cell) : Float.NaN;
            if (!Float.isFinite(values[i])) {
                throw new BadFileException(file, line, quoted(cell) + " is not a finite float32 number");
            }
        }
        return values;
    }

    private static boolean isFinite(String number) {
        return Character.isDigit(number.charAt(number.length() - 1)) || number.endsWith(".");
    }

    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell.strip()).matches();
    }

    /** The value of what {@link #isNumber}, infinities included; NaN of an empty cell. */
    static float number(String cell) {
        if (!cell.isEmpty() && isFinite(cell)) {
            return Float.parseFloat(cell);
        }
        boolean infinite = cell.toLowerCase(Locale.ROOT).contains("inf");
        return infinite ? (cell.startsWith("-") ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY) : Float.NaN;
    }

    public static String[] cells(String line) {
        return line.split(",", -1);
    }

    /** A cell as a message can show it, whatever file it is from: short, and nothing that a terminal would obey. */
    public static String quoted(String cell) {
        String shown = cell.length() > QUOTED ? cell.substring(0, QUOTED) + "..." : cell;
        return "'" + shown.replaceAll("\\p{C}", "?") + "'";
    }
}
