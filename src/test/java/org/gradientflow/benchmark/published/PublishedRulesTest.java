package org.gradientflow.benchmark.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds its own fault, and finds nothing in a healthy training. */
class PublishedRulesTest {
    private static final int STEPS = 40;

    @ParameterizedTest
    @MethodSource("rules")
    void fires(PublishedRule rule, String cause, Observed faulty) {
        assertThat(rule.cause(faulty)).as(rule.name()).isEqualTo(Optional.of(cause));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsNothingInAHealthyTraining(PublishedRule rule) {
        assertThat(rule.cause(healthy())).as(rule.name()).isEmpty();
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(new SageMakerVanishingGradient(), "vanishing", gradients(v -> v * 1e-7f)),
                Arguments.of(new SageMakerExplodingTensor(), "exploding", gradients(v -> Float.NaN)),
                Arguments.of(new SageMakerUnchangedTensor(), "frozen", weights((v, step) -> 0.1f)),
                Arguments.of(new SageMakerDeadRelu(), "dead-relu", activations(v -> 0f)),
                Arguments.of(new SageMakerSaturatedActivation(), "saturation", tanh(1)),
                Arguments.of(new SageMakerWeightUpdateRatio(), "rate-too-high", updates(v -> v * 1e5f)),
                Arguments.of(new SageMakerWeightUpdateRatio(), "rate-too-low", updates(v -> 0f)),
                Arguments.of(new SageMakerLossNotDecreasing(), "rate-too-low", losses(1)),
                Arguments.of(new SageMakerPoorWeightInitialization(), "vanishing", losses(1)),
                Arguments.of(new SageMakerPoorWeightInitialization(), "vanishing", gradients(v -> v * 1e-4f)),
                Arguments.of(new SageMakerAllRules(), "dead-relu", activations(v -> 0f)),
                Arguments.of(new AutoTrainer(), "exploding", losses(Double.NaN)),
                Arguments.of(new AutoTrainer(), "rate-too-low", accuracies(0.3, 0.3)),
                Arguments.of(new AutoTrainer(), "rate-too-high", accuracies(0.5, 0.9)),
                Arguments.of(new TheDeepChecker(), "vanishing", gradients(v -> v * 1e-7f)),
                Arguments.of(new TheDeepChecker(), "frozen", updates(v -> 0f)),
                Arguments.of(new TheDeepChecker(), "dead-relu", activations(v -> 0f)),
                Arguments.of(new UpdateRatioGuide(), "rate-too-high", updates(v -> v * 100)),
                Arguments.of(new UpdateRatioGuide(), "rate-too-low", updates(v -> v / 100)),
                Arguments.of(new DeepDiagnosis(), "vanishing", weights((v, step) -> v * 1e-3f)),
                Arguments.of(new DeepDiagnosis(), "saturation", tanh(1)),
                Arguments.of(new DeepDiagnosis(), "output-activation", labels(-1)));
    }

    @FunctionalInterface
    private interface AtStep {
        float change(float value, int step);
    }

    private static Observed healthy() {
        return labels(0);
    }

    private static Observed labels(double smallest) {
        return observed(
                falling(), rising(), steps(s -> s), Set.of(), new Observed.Output("sigmoid", "LossMSE", smallest, 1));
    }

    private static Observed observed(
            double[] losses, double[] accuracies, List<Observed.Step> steps, Set<String> tanh, Observed.Output output) {
        return new Observed(losses, accuracies, steps, tanh.isEmpty() ? Set.of("0") : Set.of(), tanh, Set.of(), output);
    }

    private static Observed of(double[] losses, double[] accuracies, List<Observed.Step> steps, Set<String> tanh) {
        return observed(losses, accuracies, steps, tanh, new Observed.Output("sigmoid", "LossMSE", 0, 1));
    }

    private static Observed losses(double constant) {
        double[] losses = new double[STEPS];
        Arrays.fill(losses, constant);
        return of(losses, rising(), steps(s -> s), Set.of());
    }

    private static Observed accuracies(double even, double odd) {
        double[] accuracies = new double[10];
        for (int i = 0; i < accuracies.length; i++) {
            accuracies[i] = i % 2 == 0 ? even : odd;
        }
        return of(falling(), accuracies, steps(s -> s), Set.of());
    }

    private static Observed tanh(float output) {
        return of(
                falling(),
                rising(),
                steps(s -> with(s, s.weights(), s.gradients(), s.updates(), v -> output)),
                Set.of("0"));
    }

    private static Observed activations(Value change) {
        return of(falling(), rising(), steps(s -> with(s, s.weights(), s.gradients(), s.updates(), change)), Set.of());
    }

    private static Observed gradients(Value change) {
        return of(
                falling(),
                rising(),
                steps(s -> with(s, s.weights(), all(s.gradients(), change), s.updates(), v -> v)),
                Set.of());
    }

    private static Observed updates(Value change) {
        return of(
                falling(),
                rising(),
                steps(s -> with(s, s.weights(), s.gradients(), all(s.updates(), change), v -> v)),
                Set.of());
    }

    private static Observed weights(AtStep change) {
        return of(
                falling(),
                rising(),
                steps(s -> with(
                        s, all(s.weights(), v -> change.change(v, s.index())), s.gradients(), s.updates(), v -> v)),
                Set.of());
    }

    @FunctionalInterface
    private interface Value {
        float change(float value);
    }

    private static Map<String, float[]> all(Map<String, float[]> tensors, Value change) {
        Map<String, float[]> changed = new LinkedHashMap<>();
        tensors.forEach((layer, values) -> {
            float[] copy = values.clone();
            for (int i = 0; i < copy.length; i++) {
                copy[i] = change.change(copy[i]);
            }
            changed.put(layer, copy);
        });
        return changed;
    }

    private static Observed.Step with(
            Observed.Step step,
            Map<String, float[]> weights,
            Map<String, float[]> gradients,
            Map<String, float[]> updates,
            Value activation) {
        Map<String, float[][]> activations = new LinkedHashMap<>();
        step.activations()
                .forEach((layer, units) -> activations.put(
                        layer,
                        Arrays.stream(units)
                                .map(unit -> all(Map.of("", unit), activation).get(""))
                                .toArray(float[][]::new)));
        return new Observed.Step(step.index(), weights, gradients, updates, activations);
    }

    /** Two layers of weights of 0.1 to 1 that move by a thousandth a step, and units that are active half the time. */
    private static List<Observed.Step> steps(UnaryOperator<Observed.Step> change) {
        List<Observed.Step> steps = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            Map<String, float[]> weights = new LinkedHashMap<>();
            Map<String, float[]> gradients = new LinkedHashMap<>();
            Map<String, float[]> updates = new LinkedHashMap<>();
            for (String layer : List.of("0", "1")) {
                float[] weight = new float[10];
                float[] gradient = new float[10];
                float[] update = new float[10];
                for (int i = 0; i < weight.length; i++) {
                    weight[i] = (i % 2 == 0 ? 1 : -1) * (0.1f * (i + 1)) * (1 + 0.001f * step);
                    gradient[i] = 0.1f * (i - 4.5f);
                    update[i] = 0.001f * weight[i];
                }
                weights.put(layer, weight);
                gradients.put(layer, gradient);
                updates.put(layer, update);
            }
            steps.add(change.apply(new Observed.Step(step, weights, gradients, updates, Map.of("0", new float[][] {
                {0, 0.5f}, {0.5f, 0}
            }))));
        }
        return steps;
    }

    private static double[] falling() {
        double[] losses = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            losses[step] = 1.0 / (step + 1);
        }
        return losses;
    }

    private static double[] rising() {
        return new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95};
    }
}
