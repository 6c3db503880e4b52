package org.gradientflow.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.report.data.CaseData;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The style that all figures share: sizes, colours, lines and axes. */
final class ChartStyle {
    /** Widths on a page of 960. */
    static final int FULL = 960;

    static final int THIRD = FULL / 3;
    static final Color INK = new Color(0x26, 0x2b, 0x33);

    private static final Color GRID = new Color(0xe3, 0xe6, 0xea);
    static final Color MUTED = new Color(0x55, 0x5c, 0x66);
    /** Pixels of a chart's height that its decades share, less a margin, so that a tick never falls between them. */
    private static final double DECADES_SPACE = 300;

    private static final float WIDTH = 1.8f;

    /** Okabe and Ito's palette, in the order of {@link Cases#ALL}. */
    private static final List<Color> PALETTE = List.of(
            new Color(0x00, 0x72, 0xb2),
            new Color(0xd5, 0x5e, 0x00),
            new Color(0x00, 0x9e, 0x73),
            new Color(0xcc, 0x79, 0xa7),
            new Color(0xe6, 0x9f, 0x00),
            new Color(0x56, 0xb4, 0xe9),
            new Color(0x55, 0x55, 0x55),
            new Color(0x8c, 0x51, 0x0a));

    /** Lines differ in their dashes too, for readers who can't tell the colours apart. */
    private static final List<float[]> DASHES =
            List.of(new float[0], new float[] {7, 3}, new float[] {2, 3}, new float[] {9, 3, 2, 3});

    private ChartStyle() {}

    private static int index(CaseData one) {
        List<String> names = Cases.ALL.stream().map(Experiment::name).toList();
        return Math.max(0, names.indexOf(one.name()));
    }

    static Color color(CaseData one) {
        return PALETTE.get(index(one) % PALETTE.size());
    }

    static BasicStroke stroke(CaseData one) {
        float[] dash = DASHES.get(index(one) % DASHES.size());
        return dash.length == 0
                ? new BasicStroke(WIDTH)
                : new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    static XYChart chart(int width, int height, String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        style(chart.getStyler());
        return chart;
    }

    static void style(AxesChartStyler styler) {
        styler.setPlotGridLinesColor(GRID)
                .setPlotTicksMarksVisible(false)
                .setAxisTicksLineVisible(false)
                .setAxisTickLabelsColor(MUTED)
                .setAxisTickLabelsFont(font(Font.PLAIN, 11))
                .setAxisTitleFont(font(Font.PLAIN, 12))
                .setTimezone(TimeZone.getTimeZone("UTC"));
        styler.setLocale(Locale.ROOT)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setChartFontColor(INK)
                .setChartTitleFont(font(Font.BOLD, 13))
                .setChartTitleBoxVisible(false)
                .setLegendBorderColor(Color.WHITE)
                .setLegendBackgroundColor(Color.WHITE)
                .setLegendFont(font(Font.PLAIN, 12))
                .setLegendPosition(Styler.LegendPosition.OutsideE)
                .setLegendLayout(Styler.LegendLayout.Vertical)
                .setAntiAlias(true);
    }

    /**
     * Makes the horizontal axis reach from the first to the last of the ticks. XChart places ticks by the values of the first
     * series, so this adds an invisible one. Call it before any other series is added.
     *
     * @param ticks at equal distances, from one end of the axis to the other
     * @param y anywhere on the other axis
     */
    static void ticks(XYChart chart, double[] ticks, double y, Function<Double, String> label) {
        XYSeries unseen = chart.addSeries(
                "ticks", ticks, DoubleStream.of(ticks).map(tick -> y).toArray());
        unseen.setMarker(SeriesMarkers.NONE).setLineColor(new Color(0, 0, 0, 0)).setShowInLegend(false);
        chart.getStyler()
                .setXAxisMin(ticks[0])
                .setXAxisMax(ticks[ticks.length - 1])
                .setXAxisTickLabelsFormattingFunction(label);
    }

    /** Gives the vertical axis powers of ten that cover the positions already in the chart. */
    static void powersOfTen(XYChart chart) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (XYSeries series : chart.getSeriesCollection().stream()
                .filter(XYSeries::isShowInLegend)
                .toList()) {
            low = Math.min(low, series.getYMin());
            high = Math.max(high, series.getYMax());
        }
        if (low <= high) {
            double decades = Math.max(Math.ceil(high) - Math.floor(low), 2);
            chart.getStyler()
                    .setYAxisMin(Math.floor(low))
                    .setYAxisMax(Math.floor(low) + decades)
                    .setYAxisTickMarkSpacingHint((int) Math.max(30, DECADES_SPACE / decades));
        }
        chart.getStyler().setYAxisTickLabelsFormattingFunction(new AxisScale.Logarithmic()::label);
    }

    static XYSeries line(XYChart chart, CaseData one, double[] x, double[] y) {
        XYSeries series = chart.addSeries(one.name(), x, y);
        series.setMarker(SeriesMarkers.NONE).setLineColor(color(one)).setLineStyle(stroke(one));
        return series;
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
