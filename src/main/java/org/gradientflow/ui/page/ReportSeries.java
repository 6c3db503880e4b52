package org.gradientflow.ui.page;

import java.util.Map;
import org.deeplearning4j.ui.model.stats.api.Histogram;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.SummaryType;

/**
 * One array over the iterations, such as the gradient of {@code 0_W}.
 *
 * @param name DL4J's key of a parameter, or a layer's name
 */
record ReportSeries(Kind kind, String name) {

    /** Reads {@code gradients/0_W}; the name may hold any character. */
    static ReportSeries parse(String text) {
        int slash = text.indexOf('/');
        return new ReportSeries(
                Kind.of(slash < 0 ? text : text.substring(0, slash))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "series: expected values, gradients, updates or activations, '/' and a name")),
                text.substring(slash + 1));
    }

    /** Whether the network has a parameter of that name, maybe not reported yet. */
    boolean isParameterOf(Worker worker) {
        return kind != Kind.ACTIVATIONS && worker.parameters().contains(name);
    }

    boolean isIn(StatsReport report) {
        return histogram(report) != null || mean(report) != null || deviation(report) != null;
    }

    /** Null where the report has none. */
    Histogram histogram(StatsReport report) {
        return report.hasHistograms(kind.type())
                ? report.getHistograms(kind.type()).get(name)
                : null;
    }

    /** Null where the report has none. */
    Double mean(StatsReport report) {
        return summary(report, SummaryType.Mean, report.getMean(kind.type()));
    }

    /** Null where the report has none. */
    Double deviation(StatsReport report) {
        return summary(report, SummaryType.Stdev, report.getStdev(kind.type()));
    }

    private Double summary(StatsReport report, SummaryType type, Map<String, Double> values) {
        return report.hasSummaryStats(kind.type(), type) ? values.get(name) : null;
    }

    @Override
    public String toString() {
        return kind.word() + "/" + name;
    }
}
