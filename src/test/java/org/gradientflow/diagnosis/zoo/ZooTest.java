package org.gradientflow.diagnosis.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ZooTest {
    private static final String FITTING = "tanh12-adam/iris";
    private static final String HELD_OUT = "tanh12-adam/signal";
    private static final String HEALTHY = "relu2-sgd/iris/plain/2";
    private static final String SICK = "relu2-sgd/iris/over-regularised(l1)/2";

    /** A thousand times the sum of squares, in the order of {@link Zoo#TASKS}. */
    private static final long[] FEATURES = {131548L, 19143078L, 456655L, 1962994L, 393500L, 2573631L, 4713323L, 1221566L
    };

    private static final long[] LABELS = {131548L, 300000L, 400000L, 400000L, 200000L, 240000L, 2400000L, 240000L};

    @Test
    void theHalvesHaveNoCombinationInCommonAndAreTheWhole() {
        Set<String> fitting = combinations(Zoo.fitting());
        Set<String> heldOut = combinations(Zoo.heldOut());
        assertThat(fitting).isNotEmpty().doesNotContainAnyElementsOf(heldOut);
        assertThat(names(Zoo.all()))
                .hasSize(Zoo.fitting().size() + Zoo.heldOut().size())
                .doesNotHaveDuplicates()
                .containsAll(names(Zoo.fitting()))
                .containsAll(names(Zoo.heldOut()));
    }

    @Test
    void theSplitIsFixed() {
        assertThat(combinations(Zoo.fitting())).contains(FITTING).doesNotContain(HELD_OUT);
        assertThat(combinations(Zoo.heldOut())).contains(HELD_OUT).doesNotContain(FITTING);
    }

    @Test
    void bothHalvesHaveEveryDiseaseAndAThirdOfThemAreHealthy() {
        for (List<Patient> half : List.of(Zoo.fitting(), Zoo.heldOut())) {
            Map<String, Long> diseases = half.stream()
                    .collect(Collectors.groupingBy(p -> p.disease().orElse("healthy"), Collectors.counting()));
            assertThat(diseases)
                    .containsKeys(
                            "vanishing",
                            "exploding",
                            "rate-too-high",
                            "rate-too-low",
                            "dead-relu",
                            "symmetry",
                            "saturation",
                            "non-finite-data",
                            "unscaled-input",
                            "no-signal-labels",
                            "output-activation",
                            "wrong-loss",
                            "unused-outputs",
                            "over-clipped",
                            "over-regularised",
                            "frozen");
            assertThat(diseases.get("healthy")).isGreaterThanOrEqualTo(half.size() / 3);
        }
    }

    @Test
    void aSampleIsSpreadOverTheWhole() {
        List<Patient> sample = Zoo.sample(12);
        assertThat(names(sample)).hasSize(12).doesNotHaveDuplicates();
        assertThat(sample.stream().map(Patient::disease)).hasSizeGreaterThan(3).anyMatch(d -> d.isEmpty());
    }

    @Test
    void aPatientIsTheSameEveryTime() {
        for (Patient patient : Zoo.sample(20)) {
            assertThat(patient.network().get().params())
                    .as(patient.name())
                    .isEqualTo(patient.network().get().params());
        }
    }

    @Test
    void theLayersToNameAreTheNetworksOwn() {
        for (Patient patient : Zoo.sample(60)) {
            Set<String> layers = new HashSet<>(patient.layers());
            layers.remove(Change.ALL);
            Model network = patient.network().get();
            Set<String> own = network.paramTable().keySet().stream()
                    .map(key -> key.substring(0, key.lastIndexOf('_')))
                    .collect(Collectors.toSet());
            assertThat(own).as(patient.name()).containsAll(layers);
        }
    }

    @Test
    void theDataArePinned() {
        assertThat(sums(task -> task.data().apply(1L).getFeatures())).containsExactly(FEATURES);
        assertThat(sums(task -> task.data().apply(1L).getLabels())).containsExactly(LABELS);
    }

    @Test
    void theRecordedOutcomesAreWhatTrainingGives() {
        for (Specimen specimen : Zoo.specimens().stream()
                .filter(s -> s.name().equals(HEALTHY) || s.name().equals(SICK))
                .toList()) {
            Patient patient = specimen.patient();
            assertThat(Skill.of(Training.train(patient), patient, specimen.task()))
                    .as(patient.name())
                    .isCloseTo(Outcomes.RECORDED.skills().get(patient.name()).skill(), within(0.05));
        }
    }

    @Test
    void aLabelThatDidNotComeTrueIsLeftOut() {
        Specimen healthy = specimen(HEALTHY);
        assertThat(outcome(healthy, 0.5, 0.31).confirms(healthy)).isTrue();
        assertThat(outcome(healthy, 0.5, 0.29).confirms(healthy)).isFalse();
        Specimen sick = specimen(SICK);
        assertThat(outcome(sick, 0.9, 0.5).confirms(sick)).isTrue();
        assertThat(outcome(sick, 0.9, 0.6).confirms(sick)).isFalse();
        assertThat(outcome(sick, 0.2, 0.0).confirms(sick)).isFalse();
        assertThat(new Outcomes(Map.of()).confirms(sick)).isFalse();
    }

    private static Outcomes outcome(Specimen specimen, double twin, double skill) {
        return new Outcomes(Map.of(specimen.name(), new Outcomes.Outcome(twin, skill)));
    }

    private static Specimen specimen(String name) {
        return Zoo.specimens().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long[] sums(Function<Task, INDArray> array) {
        return Zoo.TASKS.stream()
                .map(task -> array.apply(task).castTo(DataType.DOUBLE))
                .mapToLong(values ->
                        Math.round(1000 * values.mul(values).sumNumber().doubleValue()))
                .toArray();
    }

    private static Set<String> combinations(List<Patient> patients) {
        return patients.stream().map(p -> p.architecture() + "/" + p.dataset()).collect(Collectors.toSet());
    }

    private static List<String> names(List<Patient> patients) {
        return patients.stream().map(Patient::name).toList();
    }
}
