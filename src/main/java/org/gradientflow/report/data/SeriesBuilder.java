package org.gradientflow.report.data;

import java.util.stream.DoubleStream;

/** Builds a {@link Series} point by point. */
final class SeriesBuilder {
    private final DoubleStream.Builder steps = DoubleStream.builder();
    private final DoubleStream.Builder values = DoubleStream.builder();

    void add(double step, double value) {
        steps.add(step);
        values.add(value);
    }

    Series build() {
        return new Series(steps.build().toArray(), values.build().toArray());
    }
}
