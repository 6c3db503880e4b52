package org.gradientflow.ui.page;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.deeplearning4j.ui.model.stats.api.StatsReport;

/**
 * Reports that were decoded already, as long as memory lasts: decoding is most of what loading a page costs, and looking at
 * another parameter needs the same reports again.
 */
final class ReportCache {

    /** More would crowd out a training in the same JVM. */
    private static final int MOST = DataRoutes.MOST;

    private SoftReference<Map<Long, StatsReport>> kept = new SoftReference<>(null);

    /** Null where there is no such report. */
    StatsReport get(long time, LongFunction<StatsReport> storage) {
        Map<Long, StatsReport> reports = reports();
        StatsReport report = reports.get(time);
        if (report == null) {
            report = storage.apply(time);
            if (report != null && reports.size() < MOST) {
                reports.put(time, report);
            }
        }
        return report;
    }

    /** A report was stored, maybe in place of one of the same millisecond. */
    void forget(long time) {
        Map<Long, StatsReport> reports = kept.get();
        if (reports != null) {
            reports.remove(time);
        }
    }

    private synchronized Map<Long, StatsReport> reports() {
        Map<Long, StatsReport> reports = kept.get();
        if (reports == null) {
            reports = new ConcurrentHashMap<>();
            kept = new SoftReference<>(reports);
        }
        return reports;
    }
}
