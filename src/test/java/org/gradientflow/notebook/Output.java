package org.gradientflow.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/**
 * The output of one cell.
 *
 * @param printed text
 * @param text of its value; null if it has none
 * @param png of its value, in Base64; null if it is not a picture
 */
record Output(String printed, String text, String png) {
    /** Pictures are compared by the averages of blocks with this many pixels a side. */
    private static final int BLOCK = 32;

    /** The largest allowed difference of a block, out of 255. Fonts change blocks by less; another curve changes some by more. */
    private static final double ALIKE = 24;

    /** The output of a run. */
    static Output of(String printed, DisplayData value) {
        return value == null
                ? new Output(printed, null, null)
                : new Output(printed, text(value, MIMEType.TEXT_PLAIN), text(value, MIMEType.IMAGE_PNG));
    }

    private static String text(DisplayData value, MIMEType type) {
        return value.hasDataForType(type) ? value.getData(type).toString() : null;
    }

    /** The output in a notebook's file. */
    public static Output of(JsonNode outputs) {
        String printed = "";
        String text = null;
        String png = null;
        for (JsonNode output : outputs) {
            String type = output.path("output_type").asText();
            if (type.equals("stream") && output.path("name").asText().equals("stdout")) {
                printed += joined(output.path("text"));
            } else if (type.equals("execute_result")) {
                JsonNode data = output.path("data");
                text = joined(data.path("text/plain"));
                png = data.has("image/png") ? joined(data.path("image/png")).strip() : null;
            } else {
                throw new AssertionError("holds what no lesson prints: " + output);
            }
        }
        return new Output(printed, text, png);
    }

    /** Jupyter writes a text as it is, or as its lines. */
    static String joined(JsonNode text) {
        return text.isArray()
                ? StreamSupport.stream(text.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining())
                : text.asText();
    }

    /** The differences from a committed output, one line each: texts exactly, pictures block by block. */
    List<String> differences(Output committed) {
        List<String> differences = new ArrayList<>();
        if (!printed.equals(committed.printed)) {
            differences.add("prints\n" + printed + "and not, as committed,\n" + committed.printed);
        }
        if (!String.valueOf(text).equals(String.valueOf(committed.text))) {
            differences.add("is worth " + text + " and not, as committed, " + committed.text);
        } else if ((png == null) != (committed.png == null)) {
            differences.add(png == null ? "shows no picture" : "shows a picture that is not committed");
        } else if (png != null && distance(image(png), image(committed.png)) > ALIKE) {
            differences.add("shows another picture than the committed one");
        }
        return differences;
    }

    /** Whether both outputs printed something or neither did, and both have values of the same kind or none. */
    boolean isOfTheKindOf(Output other) {
        return printed.isEmpty() == other.printed.isEmpty()
                && (text == null) == (other.text == null)
                && (png == null) == (other.png == null);
    }

    /** The largest difference in brightness between two blocks, which fonts and anti-aliasing of a machine hardly change. */
    private static double distance(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int y = 0; y + BLOCK <= one.getHeight(); y += BLOCK) {
            for (int x = 0; x + BLOCK <= one.getWidth(); x += BLOCK) {
                largest = Math.max(largest, Math.abs(brightness(one, x, y) - brightness(other, x, y)));
            }
        }
        return largest;
    }

    private static double brightness(BufferedImage image, int left, int top) {
        double sum = 0;
        for (int y = top; y < top + BLOCK; y++) {
            for (int x = left; x < left + BLOCK; x++) {
                int pixel = image.getRGB(x, y);
                sum += (pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255);
            }
        }
        return sum / (3 * BLOCK * BLOCK);
    }

    private static BufferedImage image(String png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(Base64.getMimeDecoder().decode(png)));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
