package org.gradientflow.report.figure;

import java.util.List;
import java.util.stream.IntStream;
import org.gradientflow.report.data.Distribution;

/**
 * Equal bins over a symmetric range of a scale.
 *
 * @param scale on which the bins are equal
 * @param limit where they end; they begin at minus this
 * @param count how many bins
 */
record Bins(AxisScale scale, double limit, int count) {
    /** Bins over all finite values; the limit is 1, 2, 4 or 6 times a power of ten. */
    static Bins linear(List<Distribution> distributions, int count) {
        double largest = largest(distributions);
        double power = Math.pow(10, Math.floor(Math.log10(largest)));
        for (double limit : new double[] {1, 2, 4, 6, 10}) {
            if (largest > 0 && largest <= limit * power) {
                return new Bins(new AxisScale.Linear(limit * power), 1, count);
            }
        }
        return new Bins(new AxisScale.Linear(1), 1, count);
    }

    /** The largest finite magnitude; 0 if there is none. */
    static double largest(List<Distribution> distributions) {
        double largest = 0;
        for (Distribution distribution : distributions) {
            for (float value : distribution.values()) {
                largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
            }
        }
        return largest;
    }

    private double width() {
        return 2 * limit / count;
    }

    double middle(int bin) {
        return -limit + (bin + 0.5) * width();
    }

    /** Ticks on each side of zero. */
    int ticksASide() {
        return scale instanceof AxisScale.Symmetric ? 3 : 2;
    }

    /** A position in ticks from zero: XChart draws ticks at whole numbers, and not at multiples of three. */
    double inTicks(double position) {
        return position * ticksASide() / limit;
    }

    /** All ticks, as numbers of ticks from zero. */
    double[] ticks() {
        return IntStream.rangeClosed(-ticksASide(), ticksASide())
                .asDoubleStream()
                .toArray();
    }

    /** The label of a tick, given as its number of ticks from zero. */
    String label(double tick) {
        return scale.label(tick * limit / ticksASide());
    }

    /** The share of the values in each bin; values that are not finite are in none. */
    double[] shares(float[] values) {
        double[] shares = new double[count];
        for (float value : values) {
            if (Float.isFinite(value)) {
                int bin = (int) Math.floor((scale.position(value) + limit) / width());
                shares[Math.max(0, Math.min(count - 1, bin))] += 1.0 / values.length;
            }
        }
        return shares;
    }
}
