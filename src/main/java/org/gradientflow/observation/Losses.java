package org.gradientflow.observation;

import java.util.Arrays;

/**
 * The loss of every step of a training, in a bounded number of means.
 *
 * @param spacing so many steps in a row make up one value
 * @param values their mean losses, oldest first; NaN and infinity as they came. The last value may cover fewer steps
 * @param steps in all
 */
public record Losses(int spacing, double[] values, int steps) {
    /** So many values are kept at most; then pairs are merged. */
    public static final int MOST = 4_096;

    /**
     * The mean loss of a stretch at the end.
     *
     * @param share of the training, above 0 to 1
     * @return the mean of the last values, at least this share of all; each counts alike, though the last may cover fewer
     *     steps
     */
    public double last(double share) {
        int from = values.length - (int) Math.max(1, Math.ceil(share * values.length));
        return mean(Math.max(0, from), values.length);
    }

    /**
     * The mean loss of a stretch at the beginning.
     *
     * @param share of the training, above 0 to 1
     * @return the mean of the first values, at least this share of all
     */
    public double first(double share) {
        return mean(0, Math.min(values.length, (int) Math.max(1, Math.ceil(share * values.length))));
    }

    private double mean(int from, int to) {
        return Arrays.stream(values, from, to).average().orElse(Double.NaN);
    }

    /** Collects them one by one. */
    static final class Recorder {
        private final double[] sums = new double[MOST];
        private int spacing = 1;
        private int steps;

        void add(double loss) {
            if (steps == MOST * spacing) {
                for (int i = 0; i < MOST / 2; i++) {
                    sums[i] = sums[2 * i] + sums[2 * i + 1];
                }
                Arrays.fill(sums, MOST / 2, MOST, 0);
                spacing *= 2;
            }
            sums[steps++ / spacing] += loss;
        }

        Losses losses() {
            int full = steps / spacing;
            double[] values = new double[(steps + spacing - 1) / spacing];
            for (int i = 0; i < values.length; i++) {
                values[i] = sums[i] / (i < full ? spacing : steps % spacing);
            }
            return new Losses(spacing, values, steps);
        }
    }
}
