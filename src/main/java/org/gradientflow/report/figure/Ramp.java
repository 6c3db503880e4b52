package org.gradientflow.report.figure;

import java.awt.Color;

/** A colour for a share: one hue from light to dark, which people with any colour vision can read, also in grey. */
final class Ramp {
    private static final int[][] STOPS = {
        {0xee, 0xf2, 0xf7}, {0xb3, 0xcd, 0xe3}, {0x5f, 0x9b, 0xc9}, {0x1f, 0x62, 0xa0}, {0x0b, 0x2f, 0x60}
    };

    private Ramp() {}

    static Color color(double share) {
        double place = Math.max(0, Math.min(1, share)) * (STOPS.length - 1);
        int at = Math.min(STOPS.length - 2, (int) place);
        double fraction = place - at;
        int[] mixed = new int[3];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (int) Math.round(STOPS[at][i] * (1 - fraction) + STOPS[at + 1][i] * fraction);
        }
        return new Color(mixed[0], mixed[1], mixed[2]);
    }

    /** A text colour that is readable on that colour. */
    static Color ink(double share) {
        return share > 0.45 ? Color.WHITE : ChartStyle.INK;
    }
}
