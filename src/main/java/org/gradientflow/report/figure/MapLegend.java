package org.gradientflow.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;

/** What the colours and lines of a {@link SuccessMap} mean. */
final class MapLegend {
    static final Color LINE = new Color(0xd5, 0x5e, 0x00);
    static final BasicStroke PREDICTED = new BasicStroke(2.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke UNIT_GAIN =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 4}, 0);

    private MapLegend() {}

    static void draw(Canvas canvas, double left, double middle, boolean border) {
        Font font = ChartStyle.font(Font.PLAIN, 12);
        double x = left;
        canvas.text("trained", x, middle, Canvas.Anchor.LEFT, font, ChartStyle.INK);
        x += canvas.width("trained", font) + 12;
        canvas.text("0", x, middle, Canvas.Anchor.LEFT, font, ChartStyle.MUTED);
        x += 14;
        for (int i = 0; i < 100; i++) {
            canvas.rectangle(x + i * 1.6, middle - 7, 2, 14, Ramp.color(i / 99.0));
        }
        x += 166;
        canvas.text("100%", x, middle, Canvas.Anchor.LEFT, font, ChartStyle.MUTED);
        x += 68;
        if (border) {
            canvas.line(x, middle, x + 30, middle, LINE, PREDICTED);
            canvas.text("predicted to train from here on", x + 38, middle, Canvas.Anchor.LEFT, font, ChartStyle.INK);
            x += 38 + canvas.width("predicted to train from here on", font) + 28;
            canvas.line(x, middle, x + 30, middle, ChartStyle.INK, UNIT_GAIN);
            canvas.text("gain of a layer 1", x + 38, middle, Canvas.Anchor.LEFT, font, ChartStyle.INK);
        }
    }
}
