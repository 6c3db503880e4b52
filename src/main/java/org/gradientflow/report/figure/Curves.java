package org.gradientflow.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.RunData;
import org.gradientflow.report.data.Series;
import org.gradientflow.training.RecentSteps;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss, gradient and movement over the steps, on a logarithmic scale that all cases share. */
final class Curves {
    private static final int HEIGHT = 380;
    private static final int MOST_TICKS = 12;
    private static final int MOST_POINTS = 80;
    private static final AxisScale LOGARITHMIC = new AxisScale.Logarithmic();

    private Curves() {}

    static Figure loss(RunData run) {
        XYChart chart = chart(run, one -> one.loss(), "loss of a row (mean of steps)");
        level(chart, RecentSteps.TRAINED_BELOW, "trained below this");
        return figure(
                "loss",
                "Loss",
                "Mean loss per row over blocks of steps, so that batches of any size compare. A constant estimate has a loss of"
                        + " a third, the variance of the input.",
                chart);
    }

    /** Empty if no case has recorded any of those steps. */
    static Optional<Figure> gradient(RunData run) {
        if (Recorded.of(run).isEmpty()) {
            return Optional.empty();
        }
        XYChart chart = chart(run, one -> smooth(one.first().gradientOverSteps()), "standard deviation of W:0_grad");
        return Optional.of(figure(
                "gradient-spread",
                "The gradient that reaches the first layer",
                "Standard deviation of the raw gradient of W:0 in each recorded step, on one scale. Each point is the geometric"
                        + " mean of nine neighbouring steps, because a single step's input makes it large or small.",
                chart));
    }

    static Figure movement(RunData run) {
        XYChart chart = chart(run, one -> one.movedRelative(), "|W − W at the start| / |W at the start|");
        String lost = run.cases().stream()
                .filter(one -> one.movedFrom() > 0)
                .map(one -> String.format(
                        Locale.ROOT,
                        " The start of %s is unknown: its movement is measured from step %,d, the first that was recorded.",
                        one.name(),
                        one.movedFrom()))
                .collect(Collectors.joining());
        return figure(
                "movement",
                "How far W:0 moves, relative to its start",
                "Distance of the weights from their start, over their norm at the start. The distance alone depends on how large"
                        + " the weights were; the ratio distinguishes the cases within the first hundred steps." + lost,
                chart);
    }

    private static Figure figure(String name, String title, String caption, XYChart chart) {
        ChartStyle.powersOfTen(chart);
        return new Figure(name, title, caption, Panels.draw(List.of(chart), 1));
    }

    private static XYChart chart(RunData run, Function<CaseData, Series> series, String quantity) {
        XYChart chart = ChartStyle.chart(ChartStyle.FULL, HEIGHT, "", "step", quantity);
        chart.getStyler().setChartTitleVisible(false);
        DoubleSummaryStatistics steps = run.cases().stream()
                .flatMapToDouble(one -> Arrays.stream(series.apply(one).steps()))
                .summaryStatistics();
        ChartStyle.ticks(
                chart,
                steps(steps.getMin(), Math.max(1, steps.getMax())),
                0,
                step -> String.format(Locale.ROOT, "%,.0f", step));
        run.cases().forEach(one -> add(chart, one, series.apply(one)));
        return chart;
    }

    /** Ticks at round numbers, up to the last step or beyond; from 0 if the steps start near it. */
    static double[] steps(double first, double last) {
        double from = first > last / 2 ? first : 0;
        double power = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, last - from))) - 1));
        double apart = DoubleStream.of(1, 2, 5, 10)
                .map(digit -> digit * power)
                .filter(distance -> last - from <= MOST_TICKS * distance)
                .findFirst()
                .orElse(10 * power);
        int lowest = (int) Math.floor(from / apart);
        int highest = (int) Math.max(lowest + 1.0, Math.ceil(last / apart));
        return IntStream.rangeClosed(lowest, highest)
                .mapToDouble(tick -> tick * apart)
                .toArray();
    }

    /** Adds a line without the values that a logarithmic axis can't show: zero, and what is not finite. */
    private static void add(XYChart chart, CaseData one, Series series) {
        int[] kept = IntStream.range(0, series.steps().length)
                .filter(i -> series.values()[i] > 0 && Double.isFinite(series.values()[i]))
                .toArray();
        if (kept.length > MOST_POINTS) {
            // A dashed line of more points than pixels looks solid.
            int[] all = kept;
            kept = IntStream.range(0, MOST_POINTS)
                    .map(i -> all[(int) ((long) i * (all.length - 1) / (MOST_POINTS - 1))])
                    .toArray();
        }
        if (kept.length > 0) {
            ChartStyle.line(chart, one, pick(series.steps(), kept), LOGARITHMIC.positions(pick(series.values(), kept)));
        }
    }

    private static double[] pick(double[] values, int[] kept) {
        return IntStream.of(kept).mapToDouble(i -> values[i]).toArray();
    }

    private static Series smooth(Series series) {
        double[] smooth = new double[series.values().length];
        for (int i = 0; i < smooth.length; i++) {
            smooth[i] = Math.exp(IntStream.rangeClosed(Math.max(0, i - 4), Math.min(smooth.length - 1, i + 4))
                    .mapToDouble(j -> series.values()[j])
                    .filter(value -> value > 0)
                    .map(Math::log)
                    .average()
                    .orElse(Double.NaN));
        }
        return new Series(series.steps(), smooth);
    }

    private static void level(XYChart chart, double value, String name) {
        double[] ends = {chart.getStyler().getXAxisMin(), chart.getStyler().getXAxisMax()};
        XYSeries series = chart.addSeries(name, ends, LOGARITHMIC.positions(value, value));
        series.setMarker(SeriesMarkers.NONE).setLineColor(Color.GRAY).setLineStyle(new BasicStroke(1f));
    }
}
