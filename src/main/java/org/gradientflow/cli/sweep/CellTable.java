package org.gradientflow.cli.sweep;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gradientflow.cli.terminal.Columns;
import org.gradientflow.sweep.Setting;
import org.gradientflow.sweep.SweepSummary;

/** The table that a sweep prints: a line for each cell, with the columns in which the cells differ. */
final class CellTable {
    /** More cells are for the report. */
    private static final int MOST = 40;

    private final List<SweepSummary> cells;

    CellTable(List<SweepSummary> cells) {
        this.cells = cells;
    }

    void print(PrintWriter out, int steps) {
        long networks = cells.stream().mapToLong(SweepSummary::networks).sum();
        long trained = cells.stream().mapToLong(SweepSummary::trained).sum();
        out.println();
        if (cells.size() <= MOST) {
            boolean oneStep = steps == 1;
            List<List<String>> rows = new ArrayList<>();
            rows.add(header(oneStep));
            cells.forEach(cell -> rows.add(line(cell, oneStep)));
            Columns.print(rows, out);
            out.println();
            out.println("95% interval: Wilson's confidence interval; " + (oneStep ? SILENT_OF_ONE : SILENT));
        }
        if (steps > 1) {
            out.printf(Locale.ROOT, "%,d of %,d networks in %,d cells trained%n", trained, networks, cells.size());
        }
        out.flush();
    }

    private static final String SILENT = "silent: no gradient reached the first layer in the first 10 steps";

    private static final String SILENT_OF_ONE =
            "silent: no gradient reached the first layer in the first step; expected: 1 - (1 - 2^-width)^(layers - 1)";

    private List<Setting> varying() {
        return Setting.ofACell().stream()
                .filter(setting -> cells.stream()
                                .map(cell -> cell.cell().text(setting))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    private List<String> header(boolean oneStep) {
        List<String> header = new ArrayList<>();
        varying().forEach(setting -> header.add(setting.column()));
        header.add("networks");
        if (!oneStep) {
            header.addAll(List.of("trained", "95% interval"));
        }
        header.addAll(List.of("silent", "95% interval"));
        if (oneStep) {
            header.add("expected");
        }
        return header;
    }

    private List<String> line(SweepSummary one, boolean oneStep) {
        List<String> line = new ArrayList<>();
        varying().forEach(setting -> line.add(one.cell().text(setting)));
        line.add(String.format(Locale.ROOT, "%,d", one.networks()));
        if (!oneStep) {
            add(line, one.success());
        }
        add(line, one.silence());
        if (oneStep) {
            line.add(Double.isNaN(one.expectedSilence()) ? "" : share(one.expectedSilence()));
        }
        return line;
    }

    private static void add(List<String> line, SweepSummary.Rate rate) {
        line.add(share(rate.share()));
        line.add(share(rate.low()) + " to " + share(rate.high()));
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
