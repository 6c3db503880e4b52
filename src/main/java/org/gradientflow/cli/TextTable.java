package org.gradientflow.cli;

import java.util.List;
import java.util.stream.IntStream;

/** Cells in columns as wide as they need: the first to the left, numbers to the right. */
final class TextTable {
    private TextTable() {}

    /**
     * A line a row.
     *
     * @param rows of equal length, the header first
     */
    static List<String> lines(List<List<String>> rows) {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String spaces = " ".repeat(widths.get(column) - row.get(column).length());
            line.append(column == 0 ? row.get(0) + spaces : "  " + spaces + row.get(column));
        }
        return line.toString();
    }
}
