package org.gradientflow.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.stream.IntStream;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.RunData;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The estimates of the last steps against their inputs. */
final class Estimates {
    private static final int HEIGHT = 300;
    private static final double LIMIT = 1.25;

    private Estimates() {}

    static Figure of(RunData run) {
        return new Figure(
                "estimates",
                "Estimate against input",
                "Estimates of the last 1,000 steps. The thin line is the target, the input itself. A constant estimate is a flat line.",
                Panels.draw(run.cases().stream().map(Estimates::chart).toList(), 3));
    }

    private static XYChart chart(CaseData one) {
        XYChart chart = ChartStyle.chart(ChartStyle.THIRD, HEIGHT, one.name(), "input", "estimate");
        chart.getStyler().setLegendVisible(false).setMarkerSize(4);
        chart.getStyler()
                .setXAxisMin(-LIMIT)
                .setXAxisMax(LIMIT)
                .setYAxisMin(-LIMIT)
                .setYAxisMax(LIMIT)
                .setXAxisDecimalPattern("0.0")
                .setYAxisDecimalPattern("0.0");
        XYSeries wanted = chart.addSeries("wanted", new double[] {-1, 1}, new double[] {-1, 1});
        wanted.setMarker(SeriesMarkers.NONE).setLineColor(Color.GRAY).setLineStyle(new BasicStroke(1f));
        int[] finite = IntStream.range(0, one.inputs().length)
                .filter(i -> Math.abs(one.estimates()[i]) <= LIMIT)
                .toArray();
        if (finite.length > 0) {
            XYSeries series = chart.addSeries(
                    "estimate",
                    IntStream.of(finite).mapToDouble(i -> one.inputs()[i]).toArray(),
                    IntStream.of(finite).mapToDouble(i -> one.estimates()[i]).toArray());
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                    .setMarker(SeriesMarkers.CIRCLE)
                    .setMarkerColor(ChartStyle.color(one));
        }
        return chart;
    }
}
