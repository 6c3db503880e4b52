package org.gradientflow.assertions;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.gradientflow.diagnosis.zoo.Parallel;
import org.gradientflow.diagnosis.zoo.Patient;
import org.gradientflow.diagnosis.zoo.Zoo;
import org.gradientflow.observation.FlowProbe;
import org.gradientflow.observation.History;

/**
 * Measures what the assertions' thresholds divide: {@code OMP_NUM_THREADS=1 mvn -q -Pclinic test-compile exec:java
 * -Dmain.class=org.gradientflow.assertions.AssertionThresholds} trains the zoo's fitting half, each patient as it is trained
 * there, and prints the smallest values of healthy patients and the largest of sick ones.
 */
public final class AssertionThresholds {
    private static final int SHOWN = 12;

    private AssertionThresholds() {}

    /** A patient's values; NaN where all that is compared is 0, which fails. */
    private record Measured(Patient patient, boolean finite, double gradient, double variation) {
        boolean has(Set<String> diseases) {
            return diseases.contains(patient.disease().orElse("healthy"));
        }
    }

    /**
     * Prints both quantities.
     *
     * @param arguments none, or every how many patients
     * @throws Exception when a training fails
     */
    public static void main(String[] arguments) throws Exception {
        int every = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
        Set<String> diseases = Set.of("healthy", "vanishing", "dead-relu", "symmetry");
        List<Patient> patients = Zoo.fitting().stream()
                .filter(patient -> diseases.contains(patient.disease().orElse("healthy")))
                .toList();
        List<Measured> all = Parallel.map(
                        "trainings",
                        Stream.iterate(0, i -> i < patients.size(), i -> i + every)
                                .map(patients::get)
                                .toList(),
                        AssertionThresholds::measure)
                .stream()
                .flatMap(Optional::stream)
                .toList();
        print("doesNotVanish", all, Measured::gradient, GradientExpectations.VANISHES_BELOW, diseases);
        print("dependsOnInput", all, Measured::variation, InputDependence.DEPENDS, diseases);
        System.exit(0); // DL4J leaves threads behind
    }

    /** Empty for a network without a hidden layer. */
    private static Optional<Measured> measure(Patient patient) {
        History history = FlowProbe.of(patient.network().get())
                .on(patient.data())
                .batch(patient.batch())
                .steps(patient.steps())
                .seed(patient.seed())
                .run()
                .history();
        return history.last().units().isEmpty()
                ? Optional.empty()
                : Optional.of(new Measured(
                        patient,
                        history.firstNonFinite().isEmpty(),
                        GradientExpectations.firstLayerShare(history),
                        InputDependence.of(history).variation()));
    }

    private static void print(
            String assertion,
            List<Measured> all,
            ToDoubleFunction<Measured> value,
            double threshold,
            Set<String> diseases) {
        for (String disease : diseases.stream().sorted().toList()) {
            boolean healthy = disease.equals("healthy");
            List<Measured> of = all.stream()
                    .filter(measured -> measured.finite && measured.has(Set.of(disease)))
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
                    disease,
                    threshold,
                    healthy ? "smallest" : "largest");
            of.stream()
                    .limit(SHOWN)
                    .forEach(measured -> System.out.printf(
                            Locale.ROOT, "  %.3g  %s%n", value.applyAsDouble(measured), measured.patient));
        }
    }
}
