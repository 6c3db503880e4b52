package org.gradientflow.report.data;

import org.gradientflow.model.Moments;

/** Root mean square and standard deviation of numbers that are added one after another. */
final class Spread {
    private final Moments moments = new Moments();

    Spread add(float[] values) {
        for (float value : values) {
            moments.add(value);
        }
        return this;
    }

    static double of(float[] values) {
        return new Spread().add(values).standardDeviation();
    }

    /** NaN if there are no numbers. */
    double rootMeanSquare() {
        return moments.count() == 0 ? Double.NaN : Math.hypot(moments.mean(), moments.deviation());
    }

    /** NaN if there are no numbers, or one of them is NaN. */
    double standardDeviation() {
        return moments.count() == 0 ? Double.NaN : moments.deviation();
    }
}
