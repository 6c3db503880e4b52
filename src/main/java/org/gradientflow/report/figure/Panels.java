package org.gradientflow.report.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;

/** Charts side by side in one picture. */
final class Panels {
    /** Pixels of the picture for one on the page. */
    static final int SCALE = 2;

    private Panels() {}

    /** The charts row by row, each as large as it says. */
    static BufferedImage draw(List<? extends Chart<?, ?>> charts, int columns) {
        int width = charts.get(0).getWidth();
        int height = charts.get(0).getHeight();
        int used = Math.min(columns, charts.size());
        int rows = (charts.size() + columns - 1) / columns;
        BufferedImage image =
                new BufferedImage(used * width * SCALE, rows * height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D page = image.createGraphics();
        page.setColor(Color.WHITE);
        page.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int i = 0; i < charts.size(); i++) {
            Graphics2D panel = (Graphics2D) page.create();
            panel.scale(SCALE, SCALE);
            panel.translate(i % columns * width, i / columns * height);
            panel.setClip(0, 0, width, height);
            charts.get(i).paint(panel, width, height);
            panel.dispose();
        }
        page.dispose();
        return image;
    }
}
