package org.gradientflow.sweep;

import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.Initialisation;

/**
 * How the networks of one cell ended.
 *
 * @param cell what they are
 * @param networks 1 or more
 * @param trained how many trained
 * @param silent how many were silent: every gradient element of their first layer was 0 in the first 10 steps
 */
public record SweepSummary(Cell cell, int networks, int trained, int silent) {
    private static final double CONFIDENCE = 0.95;

    /**
     * A share, with its 95% confidence interval (Wilson's).
     *
     * @param share seen
     * @param low end
     * @param high end
     */
    public record Rate(double share, double low, double high) {
        static Rate of(int successes, int trials) {
            ConfidenceInterval interval = new WilsonScoreInterval().createInterval(trials, successes, CONFIDENCE);
            return new Rate(
                    (double) successes / trials,
                    successes == 0 ? 0 : interval.getLowerBound(),
                    successes == trials ? 1 : interval.getUpperBound());
        }
    }

    /**
     * The share that trained.
     *
     * @return with its interval
     */
    public Rate success() {
        return Rate.of(trained, networks);
    }

    /**
     * The share that was silent at the start.
     *
     * @return with its interval
     */
    public Rate silence() {
        return Rate.of(silent, networks);
    }

    /**
     * The share of networks in which some hidden layer is silent for one given input, before training: {@code 1 - (1 -
     * 2^-width)^hidden}. A layer whose input is not zero draws its pre-activations from a symmetric distribution, independent for
     * each unit, so all of them are negative with probability {@code 2^-width}; the first layer's input is the number itself, a
     * later one's is zero only where a layer before is silent. For all inputs from -1 to 1 at once it is an upper bound: they
     * share the weights of two such inputs, one of each sign.
     *
     * @return NaN where the formula does not apply: with biases, with weights that are not drawn, or where the loss looks at more than one
     *     input a step
     */
    public double expectedSilence() {
        Experiment one = cell.experiment();
        boolean holds = one.bias() instanceof Bias.Constant constant
                && constant.value() == 0
                && isDrawn(one.weights())
                && one.countedRows() == 1;
        double width = one.hidden().get(0);
        return holds ? 1 - Math.pow(1 - Math.pow(2, -width), one.hidden().size()) : Double.NaN;
    }

    private static boolean isDrawn(Initialisation init) {
        return !(init instanceof Initialisation.Scheme scheme
                && (scheme.scheme() == WeightInit.ZERO || scheme.scheme() == WeightInit.ONES));
    }
}
