package org.gradientflow.report.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.experiment.Initialisation;
import org.gradientflow.sweep.SweepSummary;

/**
 * Where networks begin to train in one row of a map, from small initial weights to large ones.
 *
 * @param panel of the map
 * @param row its value on the map's vertical axis
 * @param measured the standard deviation at which half of them train, NaN where no two neighbours have it between them
 * @param predicted by {@link Prediction#smallest}
 */
public record Border(String panel, String row, double measured, double predicted) {
    private static final double HALF = 0.5;

    /**
     * The borders of a map.
     *
     * @param map of a sweep
     * @param steps of its networks
     * @return a border a row; none unless the map's horizontal axis is a standard deviation
     */
    public static List<Border> of(CellMap map, int steps) {
        List<Border> borders = new ArrayList<>();
        if (isOfStandardDeviations(map)) {
            Map<Object, String> names = map.y().texts();
            for (CellMap.Panel panel : map.panels()) {
                for (int row = 0; row < map.rows().size(); row++) {
                    List<Optional<SweepSummary>> cells = panel.cells().get(row);
                    String name = names.get(map.rows().get(row));
                    cells.stream()
                            .flatMap(Optional::stream)
                            .findFirst()
                            .ifPresent(cell -> borders.add(new Border(
                                    panel.title(), name, measured(cells), Prediction.smallest(cell.cell(), steps))));
                }
            }
        }
        return borders;
    }

    /**
     * Whether borders can be drawn in a map.
     *
     * @param map of a sweep
     * @return whether its horizontal axis is a standard deviation
     */
    public static boolean isOfStandardDeviations(CellMap map) {
        return map.x().isOfStandardDeviations();
    }

    /**
     * Where a standard deviation lies on a map, by its logarithm between the columns next to it.
     *
     * @param map whose horizontal axis is a standard deviation
     * @param standardDeviation anywhere on it or beside it
     * @return 0 for the first column, 1 for the second
     */
    public static double column(CellMap map, double standardDeviation) {
        int at = 0;
        while (at < map.columns().size() - 2
                && standardDeviation > std(map.columns().get(at + 1))) {
            at++;
        }
        double low = Math.log(std(map.columns().get(at)));
        double high = Math.log(std(map.columns().get(at + 1)));
        return at + (Math.log(standardDeviation) - low) / (high - low);
    }

    private static double measured(List<Optional<SweepSummary>> cells) {
        SweepSummary before = null;
        for (Optional<SweepSummary> cell : cells) {
            if (cell.isPresent()) {
                SweepSummary now = cell.get();
                if (before != null && rate(before) < HALF && rate(now) >= HALF) {
                    double part = (HALF - rate(before)) / (rate(now) - rate(before));
                    return Math.exp(Math.log(std(before)) * (1 - part) + Math.log(std(now)) * part);
                }
                before = now;
            }
        }
        return Double.NaN;
    }

    private static double rate(SweepSummary cell) {
        return cell.success().share();
    }

    private static double std(SweepSummary cell) {
        return std(cell.cell().experiment().weights());
    }

    private static double std(Object initialisation) {
        return ((Initialisation.Normal) initialisation).standardDeviation();
    }
}
