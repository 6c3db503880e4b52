package org.gradientflow.assertions;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.ModelCollection;
import org.gradientflow.benchmark.models.Parallel;
import org.gradientflow.observation.FlowProbe;
import org.gradientflow.observation.History;

/**
 * Measures the quantities that the assertions compare with their thresholds. Trains the fitting half of the model collection and
 * prints the smallest values of healthy models and the largest values of faulty ones. In the assertions' package, because their
 * thresholds are not public.
 */
public final class AssertionThresholds {
    private static final int SHOWN = 12;

    private AssertionThresholds() {}

    /** A model's values; NaN when all compared values are 0, which fails the assertion. */
    private record Measured(BenchmarkModel model, boolean finite, double gradient, double variation) {
        boolean has(Set<String> faults) {
            return faults.contains(model.fault().orElse("healthy"));
        }
    }

    /**
     * Prints both quantities.
     *
     * @param every how many models one is trained
     * @throws Exception when a training fails
     */
    public static void run(int every) throws Exception {
        Set<String> faults = Set.of("healthy", "vanishing", "dead-relu", "symmetry");
        List<BenchmarkModel> models = ModelCollection.fitting().stream()
                .filter(model -> faults.contains(model.fault().orElse("healthy")))
                .toList();
        List<Measured> all = Parallel.map(
                        "trainings",
                        Stream.iterate(0, i -> i < models.size(), i -> i + every)
                                .map(models::get)
                                .toList(),
                        AssertionThresholds::measure)
                .stream()
                .flatMap(Optional::stream)
                .toList();
        print("doesNotVanish", all, Measured::gradient, GradientExpectations.VANISHES_BELOW, faults);
        print("dependsOnInput", all, Measured::variation, InputDependence.DEPENDS, faults);
    }

    /** Empty for a network without a hidden layer. */
    private static Optional<Measured> measure(BenchmarkModel model) {
        History history = FlowProbe.of(model.network().get())
                .on(model.data())
                .batch(model.batch())
                .steps(model.steps())
                .seed(model.seed())
                .run()
                .history();
        return history.last().units().isEmpty()
                ? Optional.empty()
                : Optional.of(new Measured(
                        model,
                        history.firstNonFinite().isEmpty(),
                        GradientExpectations.firstLayerShare(history),
                        InputDependence.of(history).variation()));
    }

    private static void print(
            String assertion,
            List<Measured> all,
            ToDoubleFunction<Measured> value,
            double threshold,
            Set<String> faults) {
        for (String fault : faults.stream().sorted().toList()) {
            boolean healthy = fault.equals("healthy");
            List<Measured> of = all.stream()
                    .filter(measured -> measured.finite && measured.has(Set.of(fault)))
                    .sorted(Comparator.comparingDouble(measured -> {
                        double key = value.applyAsDouble(measured);
                        return (healthy ? 1 : -1) * (Double.isNaN(key) ? Double.NEGATIVE_INFINITY : key);
                    }))
                    .toList();
            long passed = of.stream()
                    .filter(measured -> value.applyAsDouble(measured) >= threshold)
                    .count();
            System.out.printf(
                    Locale.ROOT,
                    "%n%s: %d of %d %s pass %.2g; the %s:%n",
                    assertion,
                    passed,
                    of.size(),
                    fault,
                    threshold,
                    healthy ? "smallest" : "largest");
            of.stream()
                    .limit(SHOWN)
                    .forEach(measured -> System.out.printf(
                            Locale.ROOT, "  %.3g  %s%n", value.applyAsDouble(measured), measured.model));
        }
    }
}
