package org.gradientflow.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.gradientflow.report.data.Border;
import org.gradientflow.report.data.CellMap;
import org.gradientflow.report.figure.Figure;
import org.gradientflow.report.figure.SuccessMap;
import org.gradientflow.report.figure.SuccessRates;
import org.gradientflow.storage.file.AtomicFile;
import org.gradientflow.sweep.Cell;
import org.gradientflow.sweep.GridRecord;
import org.gradientflow.sweep.Results;
import org.gradientflow.sweep.SweepSummary;

/** Writes a sweep's rates as a page that needs no other file, as figures, and as a table. */
public final class SweepReport {
    private static final String PAGE = "report.html";
    private static final String TABLE = "cells.csv";

    /** A picture of more can't be read. */
    private static final int MOST_PANELS = 24;

    private SweepReport() {}

    /**
     * Draws a sweep's report and replaces an older one. The same results give the same bytes.
     *
     * @param results of a sweep, or of several shards, concatenated
     * @param out the folder, made where it is missing
     * @return the files, the page first
     * @throws org.gradientflow.storage.file.BadFileException for results that are damaged, with the line
     * @throws IOException when something can't be read or written
     */
    public static List<Path> write(Path results, Path out) throws IOException {
        List<SweepSummary> cells = Results.read(results);
        OptionalInt steps = steps(results);
        Optional<CellMap> map = CellMap.of(cells).filter(some -> some.panels().size() <= MOST_PANELS);
        List<Figure> figures = new ArrayList<>();
        map.ifPresent(some -> figures.add(SuccessMap.of(some, steps)));
        if (cells.size() <= SuccessRates.MOST) {
            figures.add(SuccessRates.of(cells));
        }
        List<Border> borders =
                map.isPresent() && steps.isPresent() ? Border.of(map.get(), steps.getAsInt()) : List.of();
        String page = SweepPage.of(results.getFileName().toString(), cells, steps, borders, figures, TABLE);
        Files.createDirectories(out);
        List<Path> files = new ArrayList<>();
        files.add(write(out.resolve(PAGE), page));
        files.add(write(out.resolve(TABLE), table(cells)));
        for (Figure figure : figures) {
            Path file = out.resolve(figure.name() + ".png");
            AtomicFile.write(file, part -> Files.write(part, figure.png()));
            files.add(file);
        }
        return files;
    }

    /** A row does not say for how many steps its network was trained. */
    private static OptionalInt steps(Path results) throws IOException {
        try {
            return OptionalInt.of(GridRecord.read(results).steps());
        } catch (NoSuchFileException none) {
            return OptionalInt.empty();
        }
    }

    private static Path write(Path file, String text) throws IOException {
        AtomicFile.write(file, part -> Files.writeString(part, text));
        return file;
    }

    private static String table(List<SweepSummary> cells) {
        return cells.stream()
                .map(cell -> cell.cell().csv()
                        + String.format(
                                Locale.ROOT,
                                ",%d,%d,%.4f,%.4f,%.4f,%d",
                                cell.networks(),
                                cell.trained(),
                                cell.success().share(),
                                cell.success().low(),
                                cell.success().high(),
                                cell.silent()))
                .collect(Collectors.joining("\n", Cell.COLUMNS + ",networks,trained,rate,low,high,silent\n", "\n"));
    }
}
