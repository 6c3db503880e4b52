package org.gradientflow.report.data;

/** Mean and standard deviation of numbers, added as they come. */
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

    /** NaN without numbers. */
    double rootMeanSquare() {
        return Math.sqrt(sumOfSquares / count);
    }

    /** NaN without numbers, and once one was not a number. */
    double standardDeviation() {
        double mean = sum / count;
        double variance = sumOfSquares / count - mean * mean;
        return variance < 0 ? 0 : Math.sqrt(variance);
    }
}
