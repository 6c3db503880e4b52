package org.gradientflow.report.data;

/** Root mean square and standard deviation of numbers that are added one after another. */
final class Spread {
    private long count;
    private double sum;
    private double sumOfSquares;

    Spread add(float[] values) {
        for (float value : values) {
            count++;
            sum += value;
            sumOfSquares += (double) value * value;
        }
        return this;
    }

    static double of(float[] values) {
        return new Spread().add(values).standardDeviation();
    }

    /** NaN if there are no numbers. */
    double rootMeanSquare() {
        return Math.sqrt(sumOfSquares / count);
    }

    /** NaN if there are no numbers, or one of them is NaN. */
    double standardDeviation() {
        double mean = sum / count;
        double variance = sumOfSquares / count - mean * mean;
        return variance < 0 ? 0 : Math.sqrt(variance);
    }
}
