package org.gradientflow.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.Layer;
import org.gradientflow.report.data.RunData;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The standard deviation of the gradient in each layer. */
final class LayerSpread {
    private static final int HEIGHT = 380;

    private LayerSpread() {}

    /** Empty if no case has recorded any of those steps. */
    static Optional<Figure> of(RunData run) {
        Recorded recorded = Recorded.of(run);
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        XYChart chart = ChartStyle.chart(
                ChartStyle.FULL,
                HEIGHT,
                "",
                "weights, from the input to the output",
                "standard deviation of the gradient");
        chart.getStyler().setChartTitleVisible(false).setMarkerSize(9);
        List<String> names = names(run);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        double[] ticks =
                IntStream.rangeClosed(0, names.size() + 1).asDoubleStream().toArray();
        ChartStyle.ticks(chart, ticks, 0, x -> label(names, (int) Math.round(x)));
        for (CaseData one : recorded.cases()) {
            add(chart, one, names);
        }
        ChartStyle.powersOfTen(chart);
        return Optional.of(new Figure(
                "gradient-by-layer",
                "Gradient by layer",
                "Standard deviation of the raw gradient of each layer's weights, pooled over the recorded steps from "
                        + recorded.range() + ", " + recorded.share()
                        + ". The table pools every step, so its numbers for W:0 may differ slightly. Where the line falls to the left,"
                        + " each layer passes on less than it receives. A two-layer network has no W1.",
                Panels.draw(List.of(chart), 1)));
    }

    /** Empty labels at both ends. They differ, because XChart leaves out labels that are equal. */
    private static String label(List<String> names, int tick) {
        return tick < 1 ? "" : tick > names.size() ? " " : names.get(tick - 1);
    }

    /** The weights of the deepest case; the other cases have some of these. */
    private static List<String> names(RunData run) {
        List<String> names = new ArrayList<>();
        for (CaseData one : run.cases()) {
            if (one.layers().size() > names.size()) {
                names = one.layers().stream().map(Layer::name).toList();
            }
        }
        return names;
    }

    private static void add(XYChart chart, CaseData one, List<String> names) {
        List<Layer> layers = one.layers().stream()
                .filter(layer -> names.contains(layer.name()))
                .filter(layer -> layer.gradientSpread() > 0 && Double.isFinite(layer.gradientSpread()))
                .toList();
        if (!layers.isEmpty()) {
            XYSeries series = ChartStyle.line(
                    chart,
                    one,
                    layers.stream()
                            .mapToDouble(layer -> names.indexOf(layer.name()) + 1.0)
                            .toArray(),
                    new AxisScale.Logarithmic()
                            .positions(layers.stream()
                                    .mapToDouble(Layer::gradientSpread)
                                    .toArray()));
            series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(ChartStyle.color(one));
        }
    }
}
