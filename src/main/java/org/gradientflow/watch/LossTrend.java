package org.gradientflow.watch;

/** The course of the loss: means of windows of equal length, the first, the best and the last two. */
final class LossTrend {
    /** Steps of a window: a single step's loss depends on its rows. */
    static final int WINDOW = 50;

    /** The loss falls while the last windows' best is below the best before them by this share. */
    private static final double FALLS = 0.01;

    /** Windows that decide whether it falls. */
    private static final int PATIENCE = 4;

    /** It had learned where the best window's mean was below the first one's by this factor. */
    private static final double LEARNED = 0.8;

    /** It is lost again where the last window's mean is above the best one's by this factor. */
    private static final double LOST = 2;

    /** It rises where the last window's mean is above the first one's by this factor. */
    private static final double RISES = 1.2;

    private double sum;
    private int steps;
    private int windows;
    private double first = Double.NaN;
    private double last = Double.NaN;
    private double best = Double.POSITIVE_INFINITY;
    private int sinceBest;

    void add(double loss) {
        sum += loss;
        steps++;
        if (steps == WINDOW) {
            close(sum / WINDOW);
            sum = 0;
            steps = 0;
        }
    }

    private void close(double mean) {
        last = mean;
        if (windows == 0) {
            first = mean;
        }
        windows++;
        // Losses may be below 0: a share of the size, not of the number.
        if (mean < best - FALLS * Math.abs(best) || windows == 1) {
            best = mean;
            sinceBest = 0;
        } else {
            sinceBest++;
        }
    }

    /** Whether it has not fallen for a while. */
    boolean stalled() {
        return sinceBest >= PATIENCE;
    }

    /** Whether it is above where it began. */
    boolean rises() {
        return windows > 1 && last > first + (RISES - 1) * Math.abs(first);
    }

    /** Whether it had fallen, and is back. */
    boolean diverged() {
        return windows > 2
                && best < first - (1 - LEARNED) * Math.abs(first)
                && last > best + (LOST - 1) * Math.abs(best)
                && last > first - (1 - LEARNED) * Math.abs(first);
    }

    /** The last window's mean; NaN before there is one. */
    double last() {
        return last;
    }

    /** The best window's mean. */
    double best() {
        return best;
    }
}
