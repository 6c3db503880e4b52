package org.gradientflow.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.Distribution;
import org.gradientflow.report.data.RunData;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Offset histograms as in TensorBoard, one behind another with step 0 at the back: the pictures of the original's answer. */
final class Ridges {
    /** TensorBoard draws 30; an odd number puts a bin around zero. */
    private static final int BINS = 31;

    private static final int BINS_A_DECADE = 3;

    /** Decades on each side of zero, from the largest gradient down. */
    private static final int DECADES = 9;

    private static final int MOST_RIDGES = 51;
    private static final double LAST = FirstLayerFlow.POOLED_STEPS - 1.0;
    private static final double TALLEST = 0.2 * LAST;
    private static final int HEIGHT = 320;
    /** Pixels of a chart's width that its ticks share, less a margin. */
    private static final int TICKS_SPACE = 200;

    private static final String GRADIENT = "gradient of the loss by W:0";

    private Ridges() {}

    static Optional<Figure> weights(RunData run) {
        Recorded recorded = Recorded.of(run);
        return figure(
                recorded,
                "weights",
                "The first layer's weights W:0 over steps " + recorded.range(),
                "Offset histograms as in TensorBoard, one for each recorded step, with step " + recorded.first()
                        + " at the back. Their height is a bin's share of the weights. Each case has its own horizontal scale."
                        + " If the weights move, the shape changes from back to front.",
                one -> chart(one, one.weights(), Bins.linear(one.weights(), BINS), "value of W:0"));
    }

    static Optional<Figure> gradients(RunData run) {
        Recorded recorded = Recorded.of(run);
        return figure(
                recorded,
                "gradients",
                "The first layer's raw gradient W:0_grad over steps " + recorded.range(),
                "The gradient before clipping and the updater. Each case has its own horizontal scale: compare the numbers on"
                        + " the axes to tell a large gradient from a small one. The ridge at 0 comes from units that were off for"
                        + " a step's input.",
                one -> chart(one, one.gradients(), Bins.linear(one.gradients(), BINS), GRADIENT));
    }

    static Optional<Figure> gradientsOnOneScale(RunData run) {
        double largest = run.cases().stream()
                .mapToDouble(one -> Bins.largest(one.gradients()))
                .max()
                .orElse(0);
        int highest = largest > 0 ? (int) Math.ceil(Math.log10(largest)) : 0;
        AxisScale scale = new AxisScale.Symmetric(highest - DECADES + 1);
        Bins bins = new Bins(scale, DECADES, 2 * DECADES * BINS_A_DECADE + 1);
        return figure(
                Recorded.of(run),
                "gradients-one-scale",
                "The same gradients on one scale",
                "Powers of ten on both sides of zero, the same for all cases. The farther the ridges reach from the middle, the"
                        + " larger the gradient.",
                one -> chart(one, one.gradients(), bins, GRADIENT));
    }

    private static Optional<Figure> figure(
            Recorded recorded, String name, String title, String caption, Function<CaseData, XYChart> chart) {
        return recorded.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        name,
                        title,
                        caption,
                        Panels.draw(recorded.cases().stream().map(chart).toList(), 3)));
    }

    private static XYChart chart(CaseData one, List<Distribution> distributions, Bins bins, String quantity) {
        XYChart chart = ChartStyle.chart(ChartStyle.THIRD, HEIGHT, one.name(), quantity, "step");
        chart.getStyler().setLegendVisible(false);
        chart.getStyler()
                .setYAxisMin(-LAST)
                .setYAxisMax(TALLEST)
                .setYAxisTickLabelsFormattingFunction(
                        value -> value > 0 ? "" : String.format(Locale.ROOT, "%,.0f", 0.0 - value));
        ChartStyle.ticks(chart, bins.ticks(), 0, bins::label);
        chart.getStyler().setXAxisTickMarkSpacingHint(TICKS_SPACE / (2 * bins.ticksASide()));
        double highest = distributions.stream()
                .flatMapToDouble(distribution -> Arrays.stream(bins.shares(distribution.values())))
                .max()
                .orElse(1);
        int skip = (distributions.size() + MOST_RIDGES - 1) / MOST_RIDGES;
        for (int i = 0; i < distributions.size(); i += skip) {
            add(chart, one, distributions.get(i), bins, TALLEST / Math.max(highest, Double.MIN_NORMAL));
        }
        return chart;
    }

    private static void add(XYChart chart, CaseData one, Distribution distribution, Bins bins, double height) {
        double[] shares = bins.shares(distribution.values());
        double[] x = new double[shares.length + 2];
        double[] y = new double[shares.length + 2];
        Arrays.fill(y, -distribution.step());
        x[0] = bins.inTicks(-bins.limit());
        for (int bin = 0; bin < shares.length; bin++) {
            x[bin + 1] = bins.inTicks(bins.middle(bin));
            y[bin + 1] += shares[bin] * height;
        }
        x[x.length - 1] = bins.inTicks(bins.limit());
        XYSeries series = chart.addSeries(Integer.toString(distribution.step()), x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(Color.WHITE)
                .setLineStyle(new BasicStroke(0.6f));
        // As in TensorBoard, what is older is darker.
        series.setFillColor(mix(ChartStyle.color(one), 1 - distribution.step() / LAST));
    }

    private static Color mix(Color color, double age) {
        double light = 0.5 * (1 - age);
        double dark = 1 - 0.35 * age;
        return new Color(
                channel(color.getRed(), light, dark),
                channel(color.getGreen(), light, dark),
                channel(color.getBlue(), light, dark));
    }

    private static int channel(int value, double light, double dark) {
        return (int) Math.round((value + (255 - value) * light) * dark);
    }
}
