package org.gradientflow.report.figure;

import java.awt.Color;

/** A share as a colour: from light to dark in one hue, which reads the same to every kind of eye, and in grey. */
final class Ramp {
    private static final int[][] STOPS = {
        {0xee, 0xf2, 0xf7}, {0xb3, 0xcd, 0xe3}, {0x5f, 0x9b, 0xc9}, {0x1f, 0x62, 0xa0}, {0x0b, 0x2f, 0x60}
    };

    private Ramp() {}

    static Color color(double share) {
        double place = Math.max(0, Math.min(1, share)) * (STOPS.length - 1);
        int at = Math.min(STOPS.length - 2, (int) place);
        double part = place - at;
        int[] mixed = new int[3];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (int) Math.round(STOPS[at][i] * (1 - part) + STOPS[at + 1][i] * part);
        }
        return new Color(mixed[0], mixed[1], mixed[2]);
    }

    /** What can be read on that colour. */
    static Color ink(double share) {
        return share > 0.45 ? Color.WHITE : ChartStyle.INK;
    }
}
