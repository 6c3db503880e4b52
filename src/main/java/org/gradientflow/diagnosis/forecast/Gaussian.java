package org.gradientflow.diagnosis.forecast;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The moments of an activation of a Gaussian pre-activation, by quadrature, which serves any function that DL4J has.
 *
 * @param output mean square of the activation
 * @param slope mean square of its derivative
 */
record Gaussian(double output, double slope) {
    /** The integral's range in standard deviations: beyond it lie 1e-8 of the mass. */
    private static final double RANGE = 5.75;

    /** An even number: no point at zero, where a rectifier has no derivative. */
    private static final int POINTS = 400;

    /**
     * Integrates.
     *
     * @param function applied to each number alone
     * @param mean of the pre-activation
     * @param std its standard deviation
     * @return the moments; not finite where {@code std} is not
     */
    static Gaussian of(IActivation function, double mean, double std) {
        double[] points = new double[POINTS];
        double[] density = new double[POINTS];
        double mass = 0;
        for (int i = 0; i < POINTS; i++) {
            double x = RANGE * (2 * (i + 0.5) / POINTS - 1);
            density[i] = Math.exp(-x * x / 2);
            mass += density[i];
            points[i] = mean + std * x;
        }
        double output = moment(function.getActivation(column(points), false), density) / mass;
        INDArray ones = Nd4j.ones(DataType.DOUBLE, POINTS, 1);
        double slope = moment(function.backprop(column(points), ones).getFirst(), density) / mass;
        return new Gaussian(output, slope);
    }

    private static INDArray column(double[] values) {
        return Nd4j.createFromArray(values.clone()).reshape(POINTS, 1);
    }

    private static double moment(INDArray values, double[] density) {
        double sum = 0;
        for (int i = 0; i < density.length; i++) {
            double value = values.getDouble(i);
            sum += density[i] * value * value;
        }
        return sum;
    }

    /**
     * The standard normal distribution.
     *
     * @param x any
     * @return the share below it, right to 1e-7 (Abramowitz and Stegun 26.2.17)
     */
    static double below(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = Math.exp(-x * x / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x > 0 ? 1 - tail : tail;
    }
}
