package org.gradientflow.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.gradientflow.report.data.Border;
import org.gradientflow.report.data.CellMap;
import org.gradientflow.report.data.Prediction;
import org.gradientflow.sweep.Cell;
import org.gradientflow.sweep.SweepSummary;

/** Draws the share of networks that trained as a colour for each cell, with the border that the gain of a layer predicts. */
public final class SuccessMap {
    private static final int LEFT = 62;
    private static final int RIGHT = 14;
    private static final int TOP = 34;
    private static final int BOTTOM = 52;
    private static final int LEGEND = 58;
    private static final int LEGEND_MIDDLE = 24;
    private static final int TALLEST_ROW = 30;
    private static final int LEAST_PLOT = 90;
    private static final int MOST_LABELS = 9;

    private static final Color MISSING = new Color(0xd0, 0xd5, 0xdb);
    private static final BasicStroke HALO = new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke UNIT_HALO = new BasicStroke(3.4f);

    private final CellMap map;
    private final OptionalInt steps;
    private final double cellWidth;
    private final double cellHeight;
    private final int panelWidth;
    private final int panelHeight;
    private final int across;
    private final Canvas canvas;

    private SuccessMap(CellMap map, OptionalInt steps) {
        this.map = map;
        this.steps = steps;
        across = map.panels().size() == 1 ? 1 : 2;
        panelWidth = ChartStyle.FULL / across;
        int rows = map.rows().size();
        double plot = Math.max(LEAST_PLOT, Math.min(TALLEST_ROW * rows, 420));
        panelHeight = (int) plot + TOP + BOTTOM;
        cellWidth = (double) (panelWidth - LEFT - RIGHT) / map.columns().size();
        cellHeight = plot / rows;
        int down = (map.panels().size() + across - 1) / across;
        canvas = new Canvas(ChartStyle.FULL, down * panelHeight + LEGEND);
        for (int i = 0; i < map.panels().size(); i++) {
            panel(map.panels().get(i), i % across * panelWidth, i / across * panelHeight);
        }
        MapLegend.draw(canvas, LEFT, down * panelHeight + LEGEND_MIDDLE, hasBorder());
    }

    /**
     * Draws it.
     *
     * @param map of a sweep
     * @param steps of its networks; without, no border is predicted
     * @return the figure
     */
    public static Figure of(CellMap map, OptionalInt steps) {
        SuccessMap drawn = new SuccessMap(map, steps);
        return new Figure(
                "map",
                "Share of networks that trained",
                "The colour of a cell shows the share; a number is added if it is neither 0 nor 100%."
                        + (drawn.hasBorder()
                                ? " Networks to the right of the orange line are predicted to train, from the gain of a layer alone. On the"
                                        + " dotted line the gain is 1: a signal keeps its size from layer to layer."
                                : ""),
                drawn.canvas.image());
    }

    /**
     * Draws it with the predicted border.
     *
     * @param map of a sweep
     * @param steps of its networks
     * @return the figure
     */
    public static Figure of(CellMap map, int steps) {
        return of(map, OptionalInt.of(steps));
    }

    private boolean hasBorder() {
        return steps.isPresent() && Border.isOfStandardDeviations(map);
    }

    private void panel(CellMap.Panel panel, double x, double y) {
        double left = x + LEFT;
        double top = y + TOP;
        canvas.text(panel.title(), left, y + 16, Canvas.Anchor.LEFT, ChartStyle.font(Font.BOLD, 13), ChartStyle.INK);
        for (int row = 0; row < map.rows().size(); row++) {
            double cellTop = top + (map.rows().size() - 1 - row) * cellHeight;
            for (int column = 0; column < map.columns().size(); column++) {
                cell(panel.cells().get(row).get(column), left + column * cellWidth, cellTop);
            }
        }
        if (hasBorder()) {
            borders(panel, left, top);
        }
        for (int row = 0; row < map.rows().size(); row++) {
            for (int column = 0; column < map.columns().size(); column++) {
                number(
                        panel.cells().get(row).get(column),
                        left + (column + 0.5) * cellWidth,
                        top + (map.rows().size() - 0.5 - row) * cellHeight);
            }
        }
        axes(left, top);
    }

    private void cell(Optional<SweepSummary> cell, double x, double y) {
        Rectangle2D inside = new Rectangle2D.Double(x + 0.5, y + 0.5, cellWidth - 1, cellHeight - 1);
        if (cell.isEmpty()) {
            canvas.line(x + 2, y + cellHeight - 2, x + cellWidth - 2, y + 2, MISSING, new BasicStroke(1));
            return;
        }
        canvas.fill(inside, Ramp.color(cell.get().success().share()));
    }

    /** Over the lines, where it fits. */
    private void number(Optional<SweepSummary> cell, double x, double y) {
        double share = cell.map(one -> one.success().share()).orElse(0.0);
        String text = String.format(Locale.ROOT, "%.0f", Math.min(99, Math.max(1, 100 * share)));
        Font font = ChartStyle.font(Font.PLAIN, 10);
        if (share > 0 && share < 1 && canvas.width(text, font) < cellWidth - 3 && cellHeight > 11) {
            canvas.textOver(text, x, y, font, Ramp.ink(share), Ramp.color(share));
        }
    }

    private void borders(CellMap.Panel panel, double left, double top) {
        Path2D predicted = curve(panel, top, cell -> Prediction.smallest(cell, steps.getAsInt()), left);
        Path2D unit = curve(
                panel,
                top,
                cell -> Prediction.unitGain(cell.experiment().hidden().get(0)),
                left);
        canvas.clip(new Rectangle2D.Double(
                left,
                top,
                cellWidth * map.columns().size(),
                cellHeight * map.rows().size()));
        canvas.draw(unit, Color.WHITE, UNIT_HALO);
        canvas.draw(unit, ChartStyle.INK, MapLegend.UNIT_GAIN);
        canvas.draw(predicted, Color.WHITE, HALO);
        canvas.draw(predicted, MapLegend.LINE, MapLegend.PREDICTED);
        canvas.clip(null);
    }

    /** A standard deviation for each row, through the rows' middles, and straight on at the ends. */
    private Path2D curve(CellMap.Panel panel, double top, ToDoubleFunction<Cell> value, double left) {
        Path2D path = new Path2D.Double();
        double x = 0;
        double y = 0;
        for (int row = 0; row < map.rows().size(); row++) {
            Optional<SweepSummary> any =
                    panel.cells().get(row).stream().flatMap(Optional::stream).findFirst();
            if (any.isPresent()) {
                x = left + position(value.applyAsDouble(any.get().cell()));
                y = top + (map.rows().size() - 0.5 - row) * cellHeight;
                if (path.getCurrentPoint() == null) {
                    path.moveTo(x, y + cellHeight / 2);
                }
                path.lineTo(x, y);
            }
        }
        path.lineTo(x, y - cellHeight / 2);
        return path;
    }

    private double position(double standardDeviation) {
        double place = Border.column(map, standardDeviation);
        return (Math.max(-1, Math.min(map.columns().size(), place)) + 0.5) * cellWidth;
    }

    private void axes(double left, double top) {
        Font ticks = ChartStyle.font(Font.PLAIN, 11);
        Font titles = ChartStyle.font(Font.PLAIN, 12);
        int rows = map.rows().size();
        int columns = map.columns().size();
        double bottom = top + rows * cellHeight;
        int everyRow = 1 + (int) (12 / cellHeight);
        Map<Object, String> rowTexts = map.y().texts();
        for (int row = 0; row < rows; row += everyRow) {
            String text = rowTexts.get(map.rows().get(row));
            double y = top + (rows - 0.5 - row) * cellHeight;
            canvas.text(text, left - 6, y, Canvas.Anchor.RIGHT, ticks, ChartStyle.MUTED);
        }
        int everyColumn = (columns + MOST_LABELS - 1) / MOST_LABELS;
        Map<Object, String> columnTexts = map.x().texts();
        for (int column = 0; column < columns; column += everyColumn) {
            String text = columnTexts.get(map.columns().get(column));
            canvas.text(
                    text,
                    left + (column + 0.5) * cellWidth,
                    bottom + 12,
                    Canvas.Anchor.MIDDLE,
                    ticks,
                    ChartStyle.MUTED);
        }
        canvas.text(
                map.x().title(),
                left + columns * cellWidth / 2,
                bottom + 32,
                Canvas.Anchor.MIDDLE,
                titles,
                ChartStyle.INK);
        canvas.upwards(map.y().title(), left - LEFT + 12, top + rows * cellHeight / 2, titles, ChartStyle.INK);
    }
}
