package org.gradientflow.ui.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.ui.model.stats.api.StatsReport;

/** Collects reports, one at a time, into the columns of a {@link ReportsAnswer}. */
final class ReportColumns {

    private final List<Integer> iterations = new ArrayList<>();
    private final List<Double> score = new ArrayList<>();
    private final Map<String, List<Double>> spread = new LinkedHashMap<>();
    private final Map<String, Set<String>> names = new LinkedHashMap<>();
    private final List<ReportSeries> wanted;
    private final Map<String, ReportsAnswer.SeriesColumns> series = new LinkedHashMap<>();

    ReportColumns(Worker worker, List<ReportSeries> wanted) {
        this.wanted = wanted.stream().distinct().toList();
        worker.parameters().forEach(name -> spread.put(name, new ArrayList<>()));
        wanted.forEach(one -> series.put(one.toString(), new ReportsAnswer.SeriesColumns()));
    }

    void add(StatsReport report) {
        iterations.add(report.getIterationCount());
        score.add(report.hasScore() ? (Double) report.getScore() : null);
        spread.forEach((name, column) -> column.add(new ReportSeries(Kind.GRADIENTS, name).deviation(report)));
        wanted.forEach(one -> series.get(one.toString()).add(one, report));
        for (Kind kind : Kind.values()) {
            if (report.hasHistograms(kind.type())) {
                names.computeIfAbsent(kind.word(), none -> new TreeSet<>())
                        .addAll(report.getHistograms(kind.type()).keySet());
            }
        }
    }

    ReportsAnswer answer(Reports.Part part) {
        return new ReportsAnswer(part.next(), part.step(), iterations, score, spread, names, series);
    }
}
