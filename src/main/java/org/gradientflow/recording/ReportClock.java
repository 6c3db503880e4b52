package org.gradientflow.recording;

import java.util.function.LongSupplier;

/**
 * Time stamps for reports, each later than the one before. A {@code StatsStorage} keeps reports by their millisecond, so of
 * two within the same one the first would be lost without a word.
 */
final class ReportClock {

    private final LongSupplier millis;
    private long last = Long.MIN_VALUE;

    /** By a clock that may stand still or be set back: the system's, in milliseconds. */
    ReportClock(LongSupplier millis) {
        this.millis = millis;
    }

    long next() {
        last = Math.max(last + 1, millis.getAsLong());
        return last;
    }
}
