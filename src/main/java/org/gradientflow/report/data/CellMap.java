package org.gradientflow.report.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradientflow.sweep.SweepSummary;

/**
 * The cells of a sweep on two of the axes in which they differ, a panel for each combination of the others.
 *
 * @param x axis to the right
 * @param columns its values
 * @param y axis upwards
 * @param rows its values
 * @param panels in the cells' order
 */
public record CellMap(Axis x, List<Object> columns, Axis y, List<Object> rows, List<Panel> panels) {
    private static final List<Axis> ACROSS =
            List.of(Axis.INIT, Axis.LEARNING_RATE, Axis.WIDTH, Axis.BATCH, Axis.BIAS, Axis.UPDATER, Axis.LOSS);

    /**
     * One map.
     *
     * @param title the values of the other axes, empty where there are none
     * @param cells by row and column; nothing where the sweep has no such cell
     */
    public record Panel(String title, List<List<Optional<SweepSummary>>> cells) {}

    /**
     * Arranges cells: the depth upwards and the initial scale to the right, where they vary.
     *
     * @param cells of a sweep
     * @return nothing where fewer than two axes vary, or where the map would be emptier than full
     */
    public static Optional<CellMap> of(List<SweepSummary> cells) {
        List<Axis> varying = varying(cells);
        if (varying.size() < 2) {
            return Optional.empty();
        }
        Axis y = varying.get(0);
        Axis x = ACROSS.stream()
                .filter(axis -> axis != y && varying.contains(axis))
                .findFirst()
                .orElseThrow();
        List<Axis> others =
                varying.stream().filter(axis -> axis != x && axis != y).toList();
        List<Object> columns = x.values(cells);
        List<Object> rows = y.values(cells);
        Collection<List<SweepSummary>> panels = cells.stream()
                .collect(Collectors.groupingBy(cell -> values(others, cell), LinkedHashMap::new, Collectors.toList()))
                .values();
        if (cells.size() * 2L < (long) columns.size() * rows.size() * panels.size()) {
            return Optional.empty();
        }
        Map<Axis, Map<Object, String>> texts =
                others.stream().collect(Collectors.toMap(axis -> axis, axis -> axis.texts(axis.values(cells))));
        return Optional.of(new CellMap(
                x,
                columns,
                y,
                rows,
                panels.stream()
                        .map(panel -> new Panel(title(others, texts, panel.get(0)), lay(panel, x, columns, y, rows)))
                        .toList()));
    }

    /**
     * The axes in which cells differ.
     *
     * @param cells of a sweep
     * @return in the order of a row's columns
     */
    public static List<Axis> varying(List<SweepSummary> cells) {
        List<Axis> varying = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            if (axis.values(cells).size() > 1) {
                varying.add(axis);
            }
        }
        return varying;
    }

    private static List<Object> values(List<Axis> axes, SweepSummary cell) {
        return axes.stream().map(axis -> axis.of(cell.cell())).toList();
    }

    private static String title(List<Axis> axes, Map<Axis, Map<Object, String>> texts, SweepSummary cell) {
        return axes.stream()
                .map(axis -> {
                    String text = texts.get(axis).get(axis.of(cell.cell()));
                    return axis == Axis.UPDATER || axis == Axis.INIT ? text : axis.title(List.of()) + " " + text;
                })
                .collect(Collectors.joining(", "));
    }

    private static List<List<Optional<SweepSummary>>> lay(
            List<SweepSummary> cells, Axis x, List<Object> columns, Axis y, List<Object> rows) {
        Map<List<Object>, SweepSummary> byPlace = cells.stream()
                .collect(Collectors.toMap(cell -> List.of(x.of(cell.cell()), y.of(cell.cell())), cell -> cell));
        return rows.stream()
                .map(row -> columns.stream()
                        .map(column -> Optional.ofNullable(byPlace.get(List.of(column, row))))
                        .toList())
                .toList();
    }
}
