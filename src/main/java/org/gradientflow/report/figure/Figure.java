package org.gradientflow.report.figure;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture with its title and caption.
 *
 * @param name of its file, without ending
 * @param title above it
 * @param caption below it: what is drawn and how to read it
 * @param image drawn at twice its size on the page, for sharp screens
 */
public record Figure(String name, String title, String caption, BufferedImage image) {
    /**
     * The image as PNG.
     *
     * @return the same bytes for the same picture: no time is in them
     */
    public byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // In memory: otherwise ImageIO writes a temporary file.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Its width on a page.
     *
     * @return in pixels of CSS
     */
    public int width() {
        return image.getWidth() / Panels.SCALE;
    }

    /**
     * Its height on a page.
     *
     * @return in pixels of CSS
     */
    public int height() {
        return image.getHeight() / Panels.SCALE;
    }
}
