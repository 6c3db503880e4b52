package org.gradientflow.cli.doctor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.cli.terminal.Columns;
import org.gradientflow.diagnosis.forecast.Forecast;
import org.gradientflow.diagnosis.forecast.LayerForecast;
import org.gradientflow.model.Architecture;
import org.gradientflow.model.Numbers;
import org.gradientflow.model.TrainingData;
import org.gradientflow.observation.FlowProbe;
import org.gradientflow.observation.Probe;
import org.gradientflow.observation.Snapshot;
import org.gradientflow.observation.UnitActivity;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the initial weights predict for each layer, beside what one batch of the data shows.
 *
 * @param forecast from configuration and weights
 * @param lines one a layer
 */
record ForecastTable(Forecast forecast, List<Line> lines) {
    /**
     * One layer.
     *
     * @param expected the prediction
     * @param spread measured, as {@link LayerForecast#spread}
     * @param gradient measured, as {@link LayerForecast#gradient}
     * @param deadUnits measured, as {@link LayerForecast#deadUnits}
     */
    record Line(LayerForecast expected, double spread, double gradient, double deadUnits) {}

    /**
     * Measures a network before its first step.
     *
     * @param model is not changed
     * @param data a sample of it is measured
     * @throws RuntimeException what DL4J throws where the data does not fit the network
     */
    static ForecastTable of(Model model, TrainingData data) {
        TrainingData sample = data.sample(FlowProbe.SAMPLE);
        Probe probe =
                FlowProbe.of(model).on(sample).batch(sample.rows()).steps(1).run();
        Forecast forecast = Forecast.of(model, sample.features().toArray(INDArray[]::new));
        Architecture architecture = Architecture.of(model);
        Snapshot first = probe.history().first();
        double last = forecast.layers().stream()
                .mapToDouble(layer -> gradient(architecture, first, layer.layer()))
                .filter(Double::isFinite)
                .reduce(Double.NaN, (before, next) -> next);
        double unit = last == 0 ? Double.NaN : last;
        return new ForecastTable(
                forecast,
                forecast.layers().stream()
                        .map(layer -> line(
                                layer, probe.before().units(), gradient(architecture, first, layer.layer()) / unit))
                        .toList());
    }

    /** Only the forecast, for labels that DL4J can't train on. */
    static ForecastTable withoutMeasurements(Model model, TrainingData data) {
        Forecast forecast =
                Forecast.of(model, data.sample(FlowProbe.SAMPLE).features().toArray(INDArray[]::new));
        return new ForecastTable(
                forecast,
                forecast.layers().stream()
                        .map(layer -> new Line(layer, Double.NaN, Double.NaN, Double.NaN))
                        .toList());
    }

    private static Line line(LayerForecast expected, Map<String, UnitActivity> units, double gradient) {
        UnitActivity activity = units.get(expected.layer());
        return new Line(
                expected,
                activity == null ? Double.NaN : activity.rmsSpread(),
                gradient,
                activity == null ? Double.NaN : activity.deadShare());
    }

    /** The root mean square gradient of the layer's first weights; NaN where it has none. */
    private static double gradient(Architecture architecture, Snapshot snapshot, String layer) {
        return architecture.layer(layer).weights().stream()
                .findFirst()
                .map(key -> snapshot.parameters().get(key).gradient().rms())
                .orElse(Double.NaN);
    }

    /** The layers with weights, as a person reads them. */
    void print(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "layer", "weights", "gain", "back", "spread", "measured", "gradient", "measured", "dead", "measured"));
        for (Line line : lines) {
            LayerForecast expected = line.expected;
            if (!Double.isNaN(expected.weightRms())) {
                rows.add(List.of(
                        expected.layer(),
                        number(expected.weightRms()),
                        number(expected.forwardGain()),
                        number(expected.backwardGain()),
                        number(expected.spread()),
                        number(line.spread),
                        number(expected.gradient()),
                        number(line.gradient),
                        percent(expected.deadUnits()),
                        percent(line.deadUnits)));
            }
        }
        Columns.print(rows, out);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : Numbers.text(value);
    }
}
