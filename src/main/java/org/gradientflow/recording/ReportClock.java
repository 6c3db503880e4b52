package org.gradientflow.recording;

import java.util.function.LongSupplier;

/**
 * Time stamps for reports, each later than the one before. A {@code StatsStorage} keeps one report per millisecond, so the
 * first of two reports in the same millisecond would be lost.
 */
final class ReportClock {

    private final LongSupplier millis;
    private long last = Long.MIN_VALUE;

    /** Uses a clock in milliseconds that may stand still or jump back, such as the system's. */
    ReportClock(LongSupplier millis) {
        this.millis = millis;
    }

    long next() {
        last = Math.max(last + 1, millis.getAsLong());
        return last;
    }
}
