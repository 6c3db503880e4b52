package org.gradientflow.recording;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;

/** Reads the reports in a storage, oldest first, each encoded to bytes and back as in a file. */
final class Reports {

    private Reports() {}

    static List<StatsReport> of(StatsStorage storage) {
        List<StatsReport> reports = new ArrayList<>();
        for (String session : storage.listSessionIDs()) {
            for (Persistable stored : storage.getAllUpdatesAfter(session, StatsListener.TYPE_ID, 0)) {
                SbeStatsReport report = new SbeStatsReport();
                report.decode(stored.encode());
                reports.add(report);
            }
        }
        return reports;
    }
}
