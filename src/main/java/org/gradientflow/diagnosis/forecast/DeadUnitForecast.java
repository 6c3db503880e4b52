package org.gradientflow.diagnosis.forecast;

/** The expected number of dead units, from the variances of their pre-activations. */
final class DeadUnitForecast {
    private DeadUnitForecast() {}

    /**
     * Share of units that are off for every input. A unit's pre-activation has a part that is the same for every input and one that
     * varies, to its largest of so many rows.
     *
     * @param biases one a unit
     * @param square mean square of a pre-activation without its bias
     * @param spread its variance over the inputs
     * @param rows that it is looked at with
     */
    static double forEveryInput(double[] biases, double square, double spread, int rows) {
        double common = Math.sqrt(Math.max(0, square - spread));
        double reach = Math.sqrt(2 * Math.log(Math.max(2, rows)) * spread);
        double sum = 0;
        for (double bias : biases) {
            double most = bias + reach;
            sum += common == 0 ? (most > 0 ? 0 : 1) : Gaussian.below(-most / common);
        }
        return sum / biases.length;
    }

    /** Chance that all units are off for one input; arguments as above. */
    static double allForOneInput(double[] biases, double square) {
        double std = Math.sqrt(square);
        double chance = 1;
        for (double bias : biases) {
            chance *= std == 0 ? (bias > 0 ? 0 : 1) : Gaussian.below(-bias / std);
        }
        return chance;
    }
}
