package org.gradientflow.ui.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.ui.model.stats.api.StatsReport;

/** Reads a worker's reports, one at a time: a long training's may not fit into memory. */
record Reports(Worker worker) {

    /**
     * What was read.
     *
     * @param next the time stamp of the newest, which is the {@code since} of the next call
     * @param step one in so many
     */
    record Part(long next, int step) {}

    /** Whether there is such an array: by what the network has, and else by the newest reports that a screen can show. */
    boolean has(ReportSeries series) {
        return series.isParameterOf(worker)
                || worker.times().descendingSet().stream()
                        .limit(DataRoutes.MOST)
                        .map(worker::report)
                        .anyMatch(report -> report != null && series.isIn(report));
    }

    /**
     * Hands over what was reported after {@code since}, the oldest first; when that is more than {@code most}, each second,
     * third, ... of it, always the newest among them.
     *
     * @return what was read
     */
    Part read(long since, int most, Consumer<StatsReport> each) {
        List<Long> times = new ArrayList<>(worker.times().tailSet(since, false));
        if (times.isEmpty()) {
            return new Part(since, 1);
        }
        int step = (times.size() + most - 1) / most;
        for (int i = (times.size() - 1) % step; i < times.size(); i += step) {
            StatsReport report = worker.report(times.get(i));
            if (report != null) {
                each.accept(report);
            }
        }
        return new Part(times.get(times.size() - 1), step);
    }
}
