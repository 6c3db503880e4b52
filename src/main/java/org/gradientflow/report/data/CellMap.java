package org.gradientflow.report.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradientflow.sweep.Summary;

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
    public record Panel(String title, List<List<Optional<Summary>>> cells) {}

    /**
     * Arranges cells: the depth upwards and the initial scale to the right, where they vary.
     *
     * @param cells of a sweep
     * @return nothing where fewer than two axes vary, or where the map would be emptier than full
     */
    public static Optional<CellMap> of(List<Summary> cells) {
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
        Map<String, List<Summary>> panels = cells.stream()
                .collect(Collectors.groupingBy(cell -> title(others, cell), LinkedHashMap::new, Collectors.toList()));
        if (cells.size() * 2L < (long) columns.size() * rows.size() * panels.size()) {
            return Optional.empty();
        }
        return Optional.of(new CellMap(
                x,
                columns,
                y,
                rows,
                panels.entrySet().stream()
                        .map(panel -> new Panel(panel.getKey(), lay(panel.getValue(), x, columns, y, rows)))
                        .toList()));
    }

    /**
     * The axes in which cells differ.
     *
     * @param cells of a sweep
     * @return in the order of a row's columns
     */
    public static List<Axis> varying(List<Summary> cells) {
        List<Axis> varying = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            if (axis.values(cells).size() > 1) {
                varying.add(axis);
            }
        }
        return varying;
    }

    private static String title(List<Axis> axes, Summary cell) {
        return axes.stream()
                .map(axis -> axis == Axis.UPDATER || axis == Axis.INIT
                        ? axis.text(axis.of(cell.cell()))
                        : axis.title(List.of()) + " " + axis.text(axis.of(cell.cell())))
                .collect(Collectors.joining(", "));
    }

    private static List<List<Optional<Summary>>> lay(
            List<Summary> cells, Axis x, List<Object> columns, Axis y, List<Object> rows) {
        Map<List<Object>, Summary> byPlace = cells.stream()
                .collect(Collectors.toMap(cell -> List.of(x.of(cell.cell()), y.of(cell.cell())), cell -> cell));
        return rows.stream()
                .map(row -> columns.stream()
                        .map(column -> Optional.ofNullable(byPlace.get(List.of(column, row))))
                        .toList())
                .toList();
    }
}
