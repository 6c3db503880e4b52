package org.gradientflow.ui.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.ui.model.stats.api.Histogram;
import org.deeplearning4j.ui.model.stats.api.StatsReport;

/**
 * Reports as columns with an element a report, null where the report lacks it.
 *
 * @param next the {@code since} of the next poll
 * @param step one report in so many is here
 * @param iterations of the reports
 * @param score the loss
 * @param spread the deviation of each parameter's gradient
 * @param names what there is to be asked for, by kind
 * @param series what was asked for, such as {@code gradients/0_W}
 */
record ReportsAnswer(
        long next,
        int step,
        List<Integer> iterations,
        List<Double> score,
        Map<String, List<Double>> spread,
        Map<String, Set<String>> names,
        Map<String, SeriesColumns> series) {

    /** How one array's values are distributed. */
    record SeriesColumns(List<Double> mean, List<Double> std, List<Double> min, List<Double> max, List<int[]> counts) {

        SeriesColumns() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(ReportSeries series, StatsReport report) {
            Histogram histogram = series.histogram(report);
            mean.add(series.mean(report));
            std.add(series.deviation(report));
            min.add(histogram == null ? null : (Double) histogram.getMin());
            max.add(histogram == null ? null : (Double) histogram.getMax());
            counts.add(histogram == null ? null : histogram.getBinCounts());
        }
    }
}
