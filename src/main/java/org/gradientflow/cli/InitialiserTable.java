package org.gradientflow.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gradientflow.diagnosis.InitialiserAudit;

/** The variance that DL4J's initialisers draw beside the nominal one. */
final class InitialiserTable {
    private static final long SEED = 1;

    private InitialiserTable() {}

    static void print(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("initialiser", "nominal variance", "drawn over nominal"));
        InitialiserAudit.of(SEED)
                .forEach(entry -> rows.add(List.of(
                        entry.scheme().name(), entry.formula(), String.format(Locale.ROOT, "%.2f", entry.ratio()))));
        Columns.print(rows, out);
        out.flush();
    }
}
