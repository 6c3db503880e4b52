package org.gradientflow.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.gradientflow.model.Numbers;
import org.gradientflow.report.data.Axis;
import org.gradientflow.report.data.Border;
import org.gradientflow.report.data.CellMap;
import org.gradientflow.report.figure.Figure;
import org.gradientflow.sweep.SweepSummary;

/** The page of a sweep: {@code sweep.ftlh} filled in. */
final class SweepPage {
    /** The most rows of the page's table. */
    private static final int MOST_ROWS = 1_000;

    private static final String NONE = "−";

    private SweepPage() {}

    static String of(
            String name,
            List<SweepSummary> cells,
            OptionalInt steps,
            List<Border> borders,
            List<Figure> figures,
            String table)
            throws IOException {
        List<Axis> axes = Axis.all(cells);
        List<Axis> varying = axes.stream().filter(Axis::varies).toList();
        int shown = Math.min(MOST_ROWS, cells.size());
        return Template.fill(
                "sweep.ftlh",
                Map.ofEntries(
                        Map.entry("name", name),
                        Map.entry(
                                "networks",
                                count(cells.stream()
                                        .mapToLong(SweepSummary::networks)
                                        .sum())),
                        Map.entry(
                                "trained",
                                count(cells.stream()
                                        .mapToLong(SweepSummary::trained)
                                        .sum())),
                        Map.entry("count", count(cells.size())),
                        Map.entry("common", common(cells.get(0), axes, steps)),
                        Map.entry(
                                "figures",
                                figures.stream().map(Template::picture).toList()),
                        Map.entry("rowTitle", borders.isEmpty() ? "" : rowTitle(cells)),
                        Map.entry(
                                "borders",
                                borders.stream().map(SweepPage::border).toList()),
                        Map.entry(
                                "axes",
                                varying.stream()
                                        .map(axis -> axis.setting().title())
                                        .toList()),
                        Map.entry(
                                "rows",
                                cells.subList(0, shown).stream()
                                        .map(cell -> row(cell, varying))
                                        .toList()),
                        Map.entry("shown", count(shown)),
                        Map.entry("left", cells.size() - shown),
                        Map.entry("table", table)));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String rowTitle(List<SweepSummary> cells) {
        return CellMap.of(cells).orElseThrow().y().title();
    }

    private static String common(SweepSummary any, List<Axis> axes, OptionalInt steps) {
        List<String> common = new ArrayList<>();
        steps.ifPresent(number -> common.add(count(number) + " steps"));
        axes.stream()
                .filter(axis -> !axis.varies())
                .map(axis -> axis.setting().title() + " " + axis.text(any))
                .forEach(common::add);
        return String.join(", ", common);
    }

    private static Map<String, String> border(Border border) {
        return Map.of(
                "row", border.row(),
                "panel", border.panel(),
                "measured", number(border.measured()),
                "predicted", border.predicted() == 0 ? "any" : number(border.predicted()),
                "ratio", border.predicted() == 0 ? NONE : number(border.measured() / border.predicted()));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Numbers.text(value) : NONE;
    }

    private static List<String> row(SweepSummary cell, List<Axis> axes) {
        List<String> row = axes.stream().map(axis -> axis.text(cell)).collect(Collectors.toList());
        row.add(count(cell.networks()));
        rate(row, cell.success());
        rate(row, cell.silence());
        return row;
    }

    private static void rate(List<String> row, SweepSummary.Rate rate) {
        row.add(percent(rate.share()));
        row.add(percent(rate.low()) + " to " + percent(rate.high()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
