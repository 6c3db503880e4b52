package org.gradientflow.cli.terminal;

import java.util.Locale;

/** Times for a person. */
public final class Durations {
    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;
    private static final double YEAR = 365.25 * DAY;

    private Durations() {}

    /** In the unit that makes it short: {@code 45 s}, {@code 3 min}, {@code 2.5 hours}. */
    public static String text(double seconds) {
        if (seconds < 2 * MINUTE) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        if (seconds < 2 * HOUR) {
            return String.format(Locale.ROOT, "%.0f min", seconds / MINUTE);
        }
        if (seconds < 2 * DAY) {
            return String.format(Locale.ROOT, "%.1f hours", seconds / HOUR);
        }
        return seconds < 2 * YEAR
                ? String.format(Locale.ROOT, "%,.0f days", seconds / DAY)
                : String.format(Locale.ROOT, "%,.0f years", seconds / YEAR);
    }
}
