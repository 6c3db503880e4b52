package org.gradientflow.observation;

/**
 * What one step of training did to one layer with weights. Sizes are root mean squares, so that layers of different widths compare.
 *
 * @param layer index or vertex name
 * @param gradient size of the weights' raw gradient, for the mean loss of a row
 * @param kept share of the gradient that clipping leaves, 0 to 1; 1 without clipping
 * @param update size of what was subtracted from the weights
 * @param weights size of the weights after it
 * @param deadShare of its units: those that were {@linkplain UnitActivity#activeShare off} for every row; 0 for fewer than 8 rows
 * @param saturatedShare of its outputs, 0 to 1; 0 for an unbounded activation
 * @param spread of its units over the rows, root mean square; NaN where there is one row, or it was not seen
 */
public record LayerReading(
        String layer,
        double gradient,
        double kept,
        double update,
        double weights,
        double deadShare,
        double saturatedShare,
        double spread) {
    /**
     * The size of a step, relative to the weights.
     *
     * @return 0.001 is usual; infinite for weights of 0
     */
    public double updateRatio() {
        return update == 0 ? 0 : update / weights;
    }

    /** Whether every number that must be finite is. */
    boolean finite() {
        return Double.isFinite(gradient) && Double.isFinite(update) && Double.isFinite(weights);
    }
}
