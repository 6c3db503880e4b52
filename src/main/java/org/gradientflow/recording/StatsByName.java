package org.gradientflow.recording;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The statistics of a group of arrays at one step, keyed by their names in the UI. */
record StatsByName(Map<String, TensorStats> stats) {

    static final StatsByName NONE = new StatsByName(Map.of());

    /** Reads the arrays at once, because DL4J changes them in place later in the step. */
    static StatsByName of(Map<String, INDArray> arrays) {
        Map<String, TensorStats> stats = new LinkedHashMap<>();
        arrays.forEach((name, array) -> stats.put(name, TensorStats.of(array)));
        return new StatsByName(stats);
    }

    /** For activations that come as a list, the network's input first. */
    static StatsByName ofLayers(List<INDArray> activations) {
        Map<String, INDArray> byName = new LinkedHashMap<>();
        for (int i = 0; i < activations.size(); i++) {
            byName.put(i == 0 ? "input" : String.valueOf(i - 1), activations.get(i));
        }
        return of(byName);
    }

    void writeTo(StatsReport report, StatsType type) {
        report.reportHistograms(type, each(TensorStats::histogram));
        report.reportMean(type, each(TensorStats::mean));
        report.reportStdev(type, each(TensorStats::stdev));
        report.reportMeanMagnitudes(type, each(TensorStats::meanMagnitude));
    }

    private <T> Map<String, T> each(Function<TensorStats, T> what) {
        Map<String, T> out = new LinkedHashMap<>();
        stats.forEach((name, s) -> out.put(name, what.apply(s)));
        return out;
    }
}
