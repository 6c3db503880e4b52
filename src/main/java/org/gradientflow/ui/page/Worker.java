package org.gradientflow.ui.page;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsInitializationReport;
import org.deeplearning4j.ui.model.stats.api.StatsReport;

/**
 * One network in training, or trained.
 *
 * @param started when, in milliseconds since 1970; 0 when that was not stored
 * @param model the network's class, without its package; empty when not stored
 * @param parameters DL4J's keys of its parameters, in the network's order; empty when not stored
 * @param times the time stamps of its reports
 * @param cache those of them that were read
 */
record Worker(
        StatsStorage storage,
        WorkerKey key,
        long started,
        String model,
        List<String> parameters,
        NavigableSet<Long> times,
        ReportCache cache) {

    static Worker of(StatsStorage storage, WorkerKey key) {
        NavigableSet<Long> times = new ConcurrentSkipListSet<>();
        if (storage.getStaticInfo(key.session(), StatsListener.TYPE_ID, key.worker())
                        instanceof StatsInitializationReport info
                && info.hasModelInfo()) {
            String model = info.getModelClassName().replaceFirst("^.*[.]", "");
            String[] names = info.getModelParamNames();
            List<String> parameters = names == null ? List.of() : Arrays.asList(names);
            return new Worker(storage, key, info.getTimeStamp(), model, parameters, times, new ReportCache());
        }
        return new Worker(storage, key, 0, "", List.of(), times, new ReportCache());
    }

    /** Takes note of a report that was stored just now. */
    void note(long time) {
        cache.forget(time);
        times.add(time);
    }

    /** The time stamp of the newest report; 0 without one. */
    long newest() {
        return times.isEmpty() ? 0 : times.last();
    }

    /** Null where there is none of that time. */
    StatsReport report(long time) {
        return cache.get(
                time,
                stored -> storage.getUpdate(key.session(), StatsListener.TYPE_ID, key.worker(), stored)
                                instanceof StatsReport report
                        ? report
                        : null);
    }
}
