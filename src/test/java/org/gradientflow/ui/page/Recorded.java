package org.gradientflow.ui.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.Histogram;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;

/** A session as a {@code StatsListener} would record it, without a training: report i is of iteration 10 i, at time start + i. */
record Recorded(String session, String worker, long start, List<String> parameters) {

    static final int BINS = 20;

    static Recorded session(String name) {
        return new Recorded(name, "worker", 1000, List.of("0_W", "0_b", "1_W", "1_b", "2_W", "2_b"));
    }

    Recorded begin(StatsStorageRouter storage) {
        SbeStatsInitializationReport info = new SbeStatsInitializationReport();
        info.reportIDs(session, StatsListener.TYPE_ID, worker, start);
        info.reportModelInfo(
                "org.deeplearning4j.nn.multilayer.MultiLayerNetwork", "{}", parameters.toArray(String[]::new), 3, 337);
        storage.putStaticInfo(info);
        return this;
    }

    /** Parameter k's gradient has a deviation of 10^-k. */
    StatsReport report(int index) {
        Random random = new Random(index);
        SbeStatsReport report = new SbeStatsReport();
        report.reportIDs(session, StatsListener.TYPE_ID, worker, start + index);
        report.reportIterationCount(10 * index);
        report.reportScore(1.0 / (index + 1));
        for (StatsType type : StatsType.values()) {
            Map<String, Histogram> histograms = new LinkedHashMap<>();
            Map<String, Double> mean = new LinkedHashMap<>();
            Map<String, Double> deviation = new LinkedHashMap<>();
            for (int k = 0; k < parameters.size(); k++) {
                double spread = Math.pow(10, -k);
                String name = (type == StatsType.Activations ? "layer " : "") + parameters.get(k);
                histograms.put(name, histogram(random, spread));
                mean.put(name, 0.25 * spread);
                deviation.put(name, spread);
            }
            report.reportHistograms(type, histograms);
            report.reportMean(type, mean);
            report.reportStdev(type, deviation);
            report.reportMeanMagnitudes(type, deviation);
        }
        return report;
    }

    private static Histogram histogram(Random random, double spread) {
        int[] counts = new int[BINS];
        for (int i = 0; i < 256; i++) {
            counts[Math.min(BINS - 1, Math.max(0, (int) (BINS * (random.nextGaussian() / 6 + 0.5))))]++;
        }
        return new Histogram(-3 * spread, 3 * spread, BINS, counts);
    }

    /** A report of which one gradient is not a number, with 250 finite values of 256. */
    StatsReport broken(int index) {
        StatsReport report = report(index);
        Map<String, Histogram> histograms = new LinkedHashMap<>(report.getHistograms(StatsType.Gradients));
        int[] counts = new int[BINS];
        counts[9] = 250;
        histograms.put("0_W", new Histogram(-3, 3, BINS, counts));
        report.reportHistograms(StatsType.Gradients, histograms);
        Map<String, Double> mean = new LinkedHashMap<>(report.getMean(StatsType.Gradients));
        mean.put("0_W", Double.NEGATIVE_INFINITY);
        report.reportMean(StatsType.Gradients, mean);
        Map<String, Double> deviation = new LinkedHashMap<>(report.getStdev(StatsType.Gradients));
        deviation.put("0_W", Double.NaN);
        report.reportStdev(StatsType.Gradients, deviation);
        return report;
    }

    /** A report of which no gradient is other than 0. */
    StatsReport silent(int index) {
        StatsReport report = report(index);
        Map<String, Double> deviation = new LinkedHashMap<>();
        parameters.forEach(name -> deviation.put(name, 0.0));
        report.reportStdev(StatsType.Gradients, deviation);
        return report;
    }

    Recorded put(StatsStorageRouter storage, int from, int to) {
        for (int i = from; i < to; i++) {
            storage.putUpdate(report(i));
        }
        return this;
    }
}
