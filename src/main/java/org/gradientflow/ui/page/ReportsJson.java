package org.gradientflow.ui.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.deeplearning4j.ui.model.stats.api.Histogram;
import org.deeplearning4j.ui.model.stats.api.StatsReport;

/**
 * Reports as columns, one in {@code step} of them: {@code iterations} and {@code score}; {@code spread}, the deviation of each parameter's gradient;
 * {@code names}, what there is to be asked for; and in {@code series} the distributions that were asked for. Where a report
 * lacks something, its column has {@code null}.
 */
final class ReportsJson {

    private final List<Integer> iterations = new ArrayList<>();
    private final List<Double> score = new ArrayList<>();
    private final Map<String, List<Double>> spread = new LinkedHashMap<>();
    private final Map<Kind, Set<String>> names = new EnumMap<>(Kind.class);
    private final Map<Series, Columns> series = new LinkedHashMap<>();

    private record Columns(List<Double> mean, List<Double> deviation, List<Histogram> histogram) {}

    ReportsJson(Worker worker, List<Series> wanted) {
        worker.parameters().forEach(name -> spread.put(name, new ArrayList<>()));
        wanted.forEach(one -> series.put(one, new Columns(new ArrayList<>(), new ArrayList<>(), new ArrayList<>())));
    }

    void add(StatsReport report) {
        iterations.add(report.getIterationCount());
        score.add(report.hasScore() ? report.getScore() : null);
        spread.forEach((name, column) -> column.add(new Series(Kind.GRADIENTS, name).deviation(report)));
        series.forEach((one, columns) -> {
            columns.mean.add(one.mean(report));
            columns.deviation.add(one.deviation(report));
            columns.histogram.add(one.histogram(report));
        });
        for (Kind kind : Kind.values()) {
            if (report.hasHistograms(kind.type())) {
                names.computeIfAbsent(kind, none -> new TreeSet<>())
                        .addAll(report.getHistograms(kind.type()).keySet());
            }
        }
    }

    void write(JsonGenerator json, Reports.Part part) throws IOException {
        json.writeStartObject();
        json.writeNumberField("next", part.next());
        json.writeNumberField("step", part.step());
        json.writeArrayFieldStart("iterations");
        for (int iteration : iterations) {
            json.writeNumber(iteration);
        }
        json.writeEndArray();
        JsonNumbers.write(json, "score", score, Function.identity());
        json.writeObjectFieldStart("spread");
        for (Map.Entry<String, List<Double>> one : spread.entrySet()) {
            JsonNumbers.write(json, one.getKey(), one.getValue(), Function.identity());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("names");
        for (Kind kind : names.keySet()) {
            json.writeArrayFieldStart(kind.word());
            for (String name : names.get(kind)) {
                json.writeString(name);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("series");
        for (Map.Entry<Series, Columns> one : series.entrySet()) {
            json.writeFieldName(one.getKey().toString());
            write(json, one.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Columns columns) throws IOException {
        json.writeStartObject();
        JsonNumbers.write(json, "mean", columns.mean, Function.identity());
        JsonNumbers.write(json, "std", columns.deviation, Function.identity());
        JsonNumbers.write(json, "min", columns.histogram, each -> each == null ? null : each.getMin());
        JsonNumbers.write(json, "max", columns.histogram, each -> each == null ? null : each.getMax());
        json.writeArrayFieldStart("counts");
        for (Histogram histogram : columns.histogram) {
            if (histogram == null || histogram.getBinCounts() == null) {
                json.writeNull();
            } else {
                int[] counts = histogram.getBinCounts();
                json.writeArray(counts, 0, counts.length);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
