package org.gradientflow.assertions;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.assertions.Expectation.Failure;
import org.gradientflow.model.LayerFacts;
import org.gradientflow.model.Numbers;
import org.gradientflow.observation.History;
import org.gradientflow.observation.ParameterFlow;
import org.gradientflow.observation.UnitActivity;

/**
 * The variation of the last hidden layer over the inputs, at the end of a training.
 *
 * @param layer its name
 * @param snapshots that were looked at
 * @param variance of its units over the inputs, summed
 * @param squaredMean of its units, summed
 * @param reach the most that the layer's spread can move the outputs, the norms of weights and spread multiplied (Cauchy and
 *     Schwarz), relative to the norm of their biases; infinite without biases
 */
record InputDependence(String layer, int snapshots, double variance, double squaredMean, double reach) {
    /**
     * Spread of the last hidden layer over the inputs, relative to its mean activation. In the model collection's fitting half healthy networks
     * have 0.33 and more (81 of 81), and dead ones none but for one with 0.22 that skips its dead layer (1 of 12). Others that do
     * not learn may depend on their input all the same: 6 of 15 with a vanishing gradient and 3 of 10 with copied units lie above
     * this, from 0.10 to 1.3 and from 0.9 to 5.5. The original's three-layer net has 0.008. Measured by {@code OMP_NUM_THREADS=1
     * mvn -q -Pbenchmark test-compile exec:java -Dexec.args=thresholds}.
     */
    static final double DEPENDS = 0.1;

    /** An output that the inputs can't move by this share of its bias is a constant, however much the layer before it varies. */
    static final double REACHES = 1e-3;

    static Expectation expected() {
        return history -> of(history).failure();
    }

    static InputDependence of(History history) {
        String layer = history.last().units().keySet().stream()
                .reduce((before, next) -> next)
                .orElseThrow(() -> new IllegalStateException("no hidden layer was recorded"));
        List<UnitActivity> end = UnitExpectations.end(history).stream()
                .map(snapshot -> snapshot.units().get(layer))
                .toList();
        double variance = 0;
        double squaredMean = 0;
        for (int unit = 0; unit < end.get(0).units(); unit++) {
            int index = unit;
            double[] means =
                    end.stream().mapToDouble(units -> units.mean()[index]).toArray();
            double average = Arrays.stream(means).average().orElse(0);
            // Over a batch's rows, and from batch to batch: a batch of one row has no spread of its own.
            double within = end.stream()
                    .mapToDouble(units -> Math.pow(units.spread()[index], 2))
                    .average()
                    .orElse(0);
            variance += within + betweenBatches(means);
            squaredMean += average * average;
        }
        return new InputDependence(layer, end.size(), variance, squaredMean, reach(history, variance));
    }

    private static double reach(History history, double variance) {
        Map<String, ParameterFlow> parameters = history.last().parameters();
        String output = history.architecture().layers().stream()
                .filter(LayerFacts::output)
                .map(LayerFacts::name)
                .findFirst()
                .orElse("");
        ParameterFlow weights = parameters.get(output + "_W");
        ParameterFlow biases = parameters.get(output + "_b");
        return weights == null || biases == null || biases.value().norm() == 0
                ? Double.POSITIVE_INFINITY
                : weights.value().norm() * Math.sqrt(variance) / biases.value().norm();
    }

    /** The layer's spread over the inputs, relative to its mean activation; NaN where it is 0 throughout. */
    double variation() {
        return Math.sqrt(variance / squaredMean);
    }

    private Optional<Failure> failure() {
        if (!(variation() >= DEPENDS)) {
            return failure(
                    "varies by at least %s of its mean".formatted(Numbers.text(DEPENDS)),
                    "it varies by %s of it".formatted(Numbers.text(variation())));
        }
        return reach >= REACHES
                ? Optional.empty()
                : failure(
                        "changes the network's output by at least %s of its bias".formatted(Numbers.text(REACHES)),
                        "it can change it by at most %s of the bias".formatted(Numbers.text(reach)));
    }

    private Optional<Failure> failure(String expected, String found) {
        return Failure.because(
                "the output depends on the input: the output of layer %s %s".formatted(layer, expected),
                found + ", so it is nearly the same for every input",
                "over the last %d snapshots".formatted(snapshots));
    }

    /** Half the mean square of successive differences (von Neumann 1941): a variance that a trend does not add to. */
    private static double betweenBatches(double[] means) {
        double sum = 0;
        for (int i = 1; i < means.length; i++) {
            sum += Math.pow(means[i] - means[i - 1], 2);
        }
        return sum / Math.max(1, 2 * (means.length - 1));
    }
}
