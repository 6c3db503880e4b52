package org.gradientflow.recording;

/**
 * Time stamps for reports, each later than the one before. A {@code StatsStorage} keeps reports by their millisecond, so of
 * two within the same one the first would be lost without a word.
 */
final class ReportClock {

    private long last = Long.MIN_VALUE;

    long next() {
        last = Math.max(last + 1, System.currentTimeMillis());
        return last;
    }
}
