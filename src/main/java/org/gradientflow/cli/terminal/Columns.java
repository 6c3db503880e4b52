package org.gradientflow.cli.terminal;

import java.io.PrintWriter;
import java.util.List;

/** A table of text: the first column to the left, numbers to the right. */
public final class Columns {
    private Columns() {}

    public static void print(List<List<String>> rows, PrintWriter out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int index = column;
                int width =
                        rows.stream().mapToInt(r -> r.get(index).length()).max().orElse(0);
                line.append((column == 0 ? "%-" + width + "s" : "  %" + width + "s").formatted(row.get(column)));
            }
            out.println(line);
        }
    }
}
