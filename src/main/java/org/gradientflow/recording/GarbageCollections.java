package org.gradientflow.recording;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.ui.model.stats.api.StatsReport;

/** Reports what the garbage collectors did since the last report, for the System page. */
final class GarbageCollections {

    private record Total(long count, long millis) {}

    private final List<GarbageCollectorMXBean> beans = ManagementFactory.getGarbageCollectorMXBeans();
    private final Map<String, Total> before = new HashMap<>();

    void writeTo(StatsReport report) {
        for (GarbageCollectorMXBean bean : beans) {
            Total now = new Total(bean.getCollectionCount(), bean.getCollectionTime());
            Total then = before.put(bean.getName(), now);
            if (then != null) {
                report.reportGarbageCollection(
                        bean.getName(), (int) (now.count - then.count), (int) (now.millis - then.millis));
            }
        }
    }
}
