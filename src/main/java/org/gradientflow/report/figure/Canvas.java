package org.gradientflow.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws shapes and text, measured in pixels of the page, for figures that XChart has no chart for. */
final class Canvas {
    /** Where a text lies at its point. */
    enum Anchor {
        LEFT,
        MIDDLE,
        RIGHT
    }

    private final BufferedImage image;
    private final Graphics2D graphics;

    Canvas(int width, int height) {
        image = new BufferedImage(width * Panels.SCALE, height * Panels.SCALE, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.scale(Panels.SCALE, Panels.SCALE);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        rectangle(0, 0, width, height, Color.WHITE);
    }

    BufferedImage image() {
        return image;
    }

    void rectangle(double x, double y, double width, double height, Color color) {
        fill(new Rectangle2D.Double(x, y, width, height), color);
    }

    void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    void line(double x1, double y1, double x2, double y2, Color color, BasicStroke stroke) {
        draw(new Line2D.Double(x1, y1, x2, y2), color, stroke);
    }

    void draw(Shape shape, Color color, BasicStroke stroke) {
        graphics.setColor(color);
        graphics.setStroke(stroke);
        graphics.draw(shape);
    }

    /** Limits what is drawn from now on to a rectangle; null lifts the limit. */
    void clip(Rectangle2D inside) {
        graphics.setClip(inside);
    }

    /** A text centred on a height. */
    void text(String text, double x, double y, Anchor anchor, Font font, Color color) {
        graphics.setFont(font);
        graphics.setColor(color);
        double width = width(text, font);
        double left = switch (anchor) {
            case LEFT -> x;
            case MIDDLE -> x - width / 2;
            case RIGHT -> x - width;
        };
        graphics.drawString(text, (float) left, (float) (y + font.getSize() * 0.36));
    }

    /** A text with an outline that covers what is under it, to be readable over a line. */
    void textOver(String text, double x, double y, Font font, Color color, Color under) {
        double left = x - width(text, font) / 2;
        Shape letters = font.createGlyphVector(graphics.getFontRenderContext(), text)
                .getOutline((float) left, (float) (y + font.getSize() * 0.36));
        draw(letters, under, new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        text(text, x, y, Anchor.MIDDLE, font, color);
    }

    /** A text that runs upwards. */
    void upwards(String text, double x, double y, Font font, Color color) {
        Graphics2D old = (Graphics2D) graphics.create();
        graphics.rotate(-Math.PI / 2, x, y);
        text(text, x, y, Anchor.MIDDLE, font, color);
        graphics.setTransform(old.getTransform());
        old.dispose();
    }

    double width(String text, Font font) {
        return font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
    }
}
