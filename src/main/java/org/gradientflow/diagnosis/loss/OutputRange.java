package org.gradientflow.diagnosis.loss;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The range of an activation's values, measured and not looked up, so that custom activations are served too.
 *
 * @param least output
 * @param largest output
 * @param sumsToOne whether every row sums to 1, as softmax's do
 */
public record OutputRange(double least, double largest, boolean sumsToOne) {
    /** Pre-outputs up to here: beyond, an activation that has not reached its limits has none for any use. */
    private static final double[] SPREADS = {0.1, 1, 10, 1_000, 1e6};

    private static final int ROWS = 64;

    /** Limits are met to within this: sigmoid's are only approached. */
    private static final double TOLERANCE = 1e-4;

    /**
     * Asks the activation.
     *
     * @param output whose activation it is
     * @param columns of the output
     * @return its range
     */
    public static OutputRange of(Output output, long columns) {
        Random random = new Random(1);
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        boolean sums = true;
        for (double spread : SPREADS) {
            INDArray in = Nd4j.create(DataType.DOUBLE, ROWS, columns);
            for (long i = 0; i < in.length(); i++) {
                in.putScalar(i / columns, i % columns, spread * random.nextGaussian());
            }
            INDArray out = output.activation().getActivation(in, false);
            least = Math.min(least, out.minNumber().doubleValue());
            largest = Math.max(largest, out.maxNumber().doubleValue());
            INDArray off = out.sum(1).sub(1);
            sums &= off.amaxNumber().doubleValue() < TOLERANCE;
        }
        return new OutputRange(
                least < -SPREADS[2] ? Double.NEGATIVE_INFINITY : least,
                largest > SPREADS[2] ? Double.POSITIVE_INFINITY : largest,
                sums);
    }

    /** Whether there is only one output, whatever the input. */
    public boolean constant() {
        return largest - least < TOLERANCE;
    }

    /** Whether outputs are probabilities of one kind or another: within 0 and 1. */
    public boolean probabilities() {
        return least >= -TOLERANCE && largest <= 1 + TOLERANCE;
    }

    /**
     * Share of the labels that no output can equal.
     *
     * @param labels rows
     * @param weights of the labels' shape, 0 for those that do not count
     * @return from 0 to 1; where rows must sum to 1, rows that do not count whole
     */
    public double unreachable(INDArray labels, INDArray weights) {
        double slack = TOLERANCE * Math.max(1, labels.amaxNumber().doubleValue());
        long out = 0;
        long all = 0;
        for (long row = 0; row < labels.size(0); row++) {
            double sum = 0;
            long outside = 0;
            long counted = 0;
            for (long column = 0; column < labels.size(1); column++) {
                if (weights.getDouble(row, column) != 0) {
                    double label = labels.getDouble(row, column);
                    sum += label;
                    outside += label < least - slack || label > largest + slack ? 1 : 0;
                    counted++;
                }
            }
            boolean whole = counted == labels.size(1);
            out += sumsToOne && whole && Math.abs(sum - 1) > 1e-3 ? counted : outside;
            all += counted;
        }
        return out / (double) all;
    }
}
