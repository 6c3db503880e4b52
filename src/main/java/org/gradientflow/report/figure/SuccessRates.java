package org.gradientflow.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Locale;
import org.gradientflow.report.data.Axis;
import org.gradientflow.sweep.SweepSummary;

/** Draws the share of networks that trained with its confidence interval, one line for each cell. */
public final class SuccessRates {
    /** More cells are for the map. */
    public static final int MOST = 40;

    private static final int ROW = 26;
    private static final int TOP = 44;
    private static final int BOTTOM = 50;
    private static final int RIGHT = 170;
    private static final int GAP = 16;
    private static final Color COLOR = new Color(0x00, 0x72, 0xb2);
    private static final Color GRID = new Color(0xe3, 0xe6, 0xea);

    private SuccessRates() {}

    /**
     * Draws it.
     *
     * @param cells of a sweep, at most {@link #MOST}
     * @return the figure
     */
    public static Figure of(List<SweepSummary> cells) {
        List<Axis> axes = Axis.varying(cells);
        Canvas canvas = new Canvas(ChartStyle.FULL, TOP + cells.size() * ROW + BOTTOM);
        Font font = ChartStyle.font(Font.PLAIN, 12);
        double left = 12;
        for (Axis axis : axes) {
            left = column(canvas, cells, axis, left, font);
        }
        double width = ChartStyle.FULL - RIGHT - left;
        double bottom = TOP + cells.size() * ROW;
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double x = left + width * tenth / 10;
            canvas.line(x, TOP - 6, x, bottom, GRID, new BasicStroke(1));
            canvas.text(
                    tenth * 10 + "%",
                    x,
                    bottom + 12,
                    Canvas.Anchor.MIDDLE,
                    ChartStyle.font(Font.PLAIN, 11),
                    ChartStyle.MUTED);
        }
        canvas.text(
                "share of networks that trained, 95% interval",
                left + width / 2, bottom + 32, Canvas.Anchor.MIDDLE, font, ChartStyle.INK);
        for (int i = 0; i < cells.size(); i++) {
            rate(canvas, cells.get(i), left, width, TOP + (i + 0.5) * ROW, font);
        }
        return new Figure(
                "rates",
                "Share of networks that trained",
                "One line for each cell: the share as a point, and its 95% confidence interval (Wilson).",
                canvas.image());
    }

    /** The values of one setting, and its name over them. */
    private static double column(Canvas canvas, List<SweepSummary> cells, Axis axis, double left, Font font) {
        Font bold = ChartStyle.font(Font.BOLD, 12);
        String title = axis.title();
        double width = canvas.width(title, bold);
        canvas.text(title, left, TOP - 22, Canvas.Anchor.LEFT, bold, ChartStyle.INK);
        for (int i = 0; i < cells.size(); i++) {
            String text = axis.text(cells.get(i));
            width = Math.max(width, canvas.width(text, font));
            canvas.text(text, left, TOP + (i + 0.5) * ROW, Canvas.Anchor.LEFT, font, ChartStyle.INK);
        }
        return left + width + GAP;
    }

    private static void rate(Canvas canvas, SweepSummary cell, double left, double width, double y, Font font) {
        SweepSummary.Rate rate = cell.success();
        canvas.line(
                left + width * rate.low(),
                y,
                left + width * rate.high(),
                y,
                COLOR,
                new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double x = left + width * rate.share();
        canvas.fill(new Ellipse2D.Double(x - 5, y - 5, 10, 10), COLOR);
        String text =
                String.format(Locale.ROOT, "%,d of %,d, %.1f%%", cell.trained(), cell.networks(), 100 * rate.share());
        canvas.text(text, left + width + GAP, y, Canvas.Anchor.LEFT, font, ChartStyle.INK);
    }
}
