package org.gradientflow.observation;

import org.gradientflow.model.UnitOutput;

/**
 * The activity of a layer's units over the inputs of a batch. A unit is a column of a dense layer's output, a channel of a
 * convolution, a unit of a recurrent layer over all time steps.
 *
 * @param layer index or vertex name
 * @param activeShare of each unit: the share of inputs for which it is not {@linkplain UnitOutput#isOff off}
 * @param saturatedShare of each unit: the share of inputs for which it is {@linkplain UnitOutput#isSaturated saturated}; 0 for an
 *     unbounded activation, and for a bounded one that is off at its bound
 * @param mean of each unit over the inputs
 * @param spread of each unit: its standard deviation over the inputs; 0 where it says the same of every input
 */
public record UnitActivity(
        String layer, double[] activeShare, double[] saturatedShare, double[] mean, double[] spread) {
    /**
     * The number of units.
     *
     * @return at least 0
     */
    public int units() {
        return activeShare.length;
    }

    /**
     * The share of dead units: those that are off for every input.
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

    /**
     * The mean of the units' saturated shares.
     *
     * @return 0 to 1; 0 of no units
     */
    public double meanSaturatedShare() {
        double sum = 0;
        for (double unit : saturatedShare) {
            sum += unit;
        }
        return units() == 0 ? 0 : sum / units();
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
