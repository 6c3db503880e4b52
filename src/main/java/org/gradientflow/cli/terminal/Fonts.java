package org.gradientflow.cli.terminal;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Java draws text with the machine's fonts and fails with an internal error where there are none. */
public final class Fonts {
    private Fonts() {}

    public static void check() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                    .createGlyphVector(new FontRenderContext(null, true, false), "0")
                    .getLogicalBounds();
        } catch (RuntimeException | LinkageError | InternalError missing) {
            throw new BadInputException(
                    "no fonts on this machine to draw with; install some (Debian: fontconfig, fonts-dejavu-core)");
        }
    }
}
