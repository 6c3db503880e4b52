package org.gradientflow.report.data;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientflow.sweep.Setting;
import org.gradientflow.sweep.SweepSummary;

/**
 * The cells of a sweep on two of the axes in which they differ, a panel for each combination of the others.
 *
 * @param x axis to the right
 * @param y axis upwards
 * @param panels in the cells' order
 */
public record CellMap(Axis x, Axis y, List<Panel> panels) {
    /** The settings that are put to the right first; the others follow in the order of a row's columns. */
    private static final List<Setting> RIGHT =
            List.of(Setting.INIT, Setting.LEARNING_RATE, Setting.WIDTH, Setting.BATCH);

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
        List<Axis> varying = Axis.varying(cells);
        if (varying.size() < 2) {
            return Optional.empty();
        }
        Axis y = varying.get(0);
        Axis x = Stream.concat(RIGHT.stream(), Setting.ofACell().stream())
                .flatMap(setting -> varying.stream().filter(axis -> axis.setting() == setting))
                .filter(axis -> axis != y)
                .findFirst()
                .orElseThrow();
        List<Axis> others =
                varying.stream().filter(axis -> axis != x && axis != y).toList();
        Collection<List<SweepSummary>> panels = cells.stream()
                .collect(Collectors.groupingBy(
                        cell -> others.stream().map(axis -> axis.of(cell)).toList(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
        if (cells.size() * 2L < (long) x.values().size() * y.values().size() * panels.size()) {
            return Optional.empty();
        }
        return Optional.of(new CellMap(
                x,
                y,
                panels.stream()
                        .map(panel -> new Panel(title(others, panel.get(0)), arrange(panel, x, y)))
                        .toList()));
    }

    /**
     * The values to the right.
     *
     * @return those of {@link #x}
     */
    public List<Object> columns() {
        return x.values();
    }

    /**
     * The values upwards.
     *
     * @return those of {@link #y}
     */
    public List<Object> rows() {
        return y.values();
    }

    private static String title(List<Axis> axes, SweepSummary cell) {
        return axes.stream()
                .map(axis -> {
                    String text = axis.texts().get(axis.of(cell));
                    boolean clear = axis.setting() == Setting.UPDATER || axis.setting() == Setting.INIT;
                    return clear ? text : axis.setting().title() + " " + text;
                })
                .collect(Collectors.joining(", "));
    }

    private static List<List<Optional<SweepSummary>>> arrange(List<SweepSummary> cells, Axis x, Axis y) {
        Map<List<Object>, SweepSummary> byPlace =
                cells.stream().collect(Collectors.toMap(cell -> List.of(x.of(cell), y.of(cell)), cell -> cell));
        return y.values().stream()
                .map(row -> x.values().stream()
                        .map(column -> Optional.ofNullable(byPlace.get(List.of(column, row))))
                        .toList())
                .toList();
    }
}
