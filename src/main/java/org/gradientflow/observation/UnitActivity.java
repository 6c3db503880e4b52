package org.gradientflow.observation;

/**
 * The activity of a layer's units over the inputs of a batch. A unit is a column of a dense layer's output, a channel of a
 * convolution, a unit of a recurrent layer over all time steps.
 *
 * @param layer index or vertex name
 * @param activeShare of each unit: the share of inputs for which it is on: a rectifier (ReLU and its kin, with or without a
 *     slope below zero) where its output is positive, another unit where its output is not zero
 * @param saturatedShare of each unit: the share of inputs for which a bounded activation is within {@value #NEAR_BOUND} of its
 *     range from a bound; a leaky or exponential unit is never saturated above zero, and an unbounded one never
 * @param mean of each unit over the inputs
 * @param spread of each unit: its standard deviation over the inputs; 0 where it says the same of every input
 */
public record UnitActivity(
        String layer, double[] activeShare, double[] saturatedShare, double[] mean, double[] spread) {
    /**
     * Share of the activation's range that counts as being at its bound. For sigmoid and tanh alike the slope there is at most
     * 4% of its largest: sigmoid'(z) = s (1 - s) = .0099 at s = .99 against .25.
     */
    public static final double NEAR_BOUND = 0.01;

    /**
     * The number of units.
     *
     * @return at least 0
     */
    public int units() {
        return activeShare.length;
    }

    /**
     * The share of units that are on for no input at all.
     *
     * @return 0 to 1; 0 of no units
     */
    public double deadShare() {
        return share(activeShare, 0);
    }

    /**
     * The root of the mean square of the units' spreads.
     *
     * @return 0 where the layer says the same of every input
     */
    public double rmsSpread() {
        double sum = 0;
        for (double unit : spread) {
            sum += unit * unit;
        }
        return units() == 0 ? 0 : Math.sqrt(sum / units());
    }

    private static double share(double[] values, double wanted) {
        int count = 0;
        for (double value : values) {
            if (value == wanted) {
                count++;
            }
        }
        return values.length == 0 ? 0 : (double) count / values.length;
    }
}
