package org.gradientflow.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** Renders images for a notebook. */
final class Pictures {
    /** The project's figures have two pixels for one on the page. */
    private static final int SCALE = 2;

    private Pictures() {}

    /** Registers a fixed text for images, because an image's own text has its address in memory, which differs in every run. */
    static void register(Renderer renderer) {
        renderer.createRegistration(BufferedImage.class)
                .preferring(MIMEType.IMAGE_PNG, MIMEType.TEXT_PLAIN)
                .register(Pictures::render);
    }

    private static void render(BufferedImage image, RenderContext context) {
        int width = image.getWidth() / SCALE;
        int height = image.getHeight() / SCALE;
        DisplayData out = context.getOutputContainer();
        out.putData(MIMEType.IMAGE_PNG, png(image), Map.of("width", width, "height", height));
        out.putText("a picture, " + width + " x " + height);
    }

    private static String png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
