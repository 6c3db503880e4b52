package org.gradientflow.benchmark.models;

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

class ModelCollectionTest {
    private static final String FITTING = "tanh12-adam/iris";
    private static final String HELD_OUT = "tanh12-adam/signal";
    private static final String HEALTHY = "relu2-sgd/iris/plain/2";
    private static final String FAULTY = "relu2-sgd/iris/over-regularised(l1)/2";

    /** A thousand times the sum of squares, in the order of {@link ModelCollection#TASKS}. */
    private static final long[] FEATURES = {131548L, 19143078L, 456655L, 1962994L, 393500L, 2573631L, 4713323L, 1221566L
    };

    private static final long[] LABELS = {131548L, 300000L, 400000L, 400000L, 200000L, 240000L, 2400000L, 240000L};

    @Test
    void theHalvesHaveNoCombinationInCommonAndAreTheWhole() {
        Set<String> fitting = combinations(ModelCollection.fitting());
        Set<String> heldOut = combinations(ModelCollection.heldOut());
        assertThat(fitting).isNotEmpty().doesNotContainAnyElementsOf(heldOut);
        assertThat(names(ModelCollection.all()))
                .hasSize(ModelCollection.fitting().size()
                        + ModelCollection.heldOut().size())
                .doesNotHaveDuplicates()
                .containsAll(names(ModelCollection.fitting()))
                .containsAll(names(ModelCollection.heldOut()));
    }

    @Test
    void theSplitIsFixed() {
        assertThat(combinations(ModelCollection.fitting())).contains(FITTING).doesNotContain(HELD_OUT);
        assertThat(combinations(ModelCollection.heldOut())).contains(HELD_OUT).doesNotContain(FITTING);
    }

    @Test
    void bothHalvesHaveEveryFaultAndAThirdOfThemAreHealthy() {
        for (List<BenchmarkModel> half : List.of(ModelCollection.fitting(), ModelCollection.heldOut())) {
            Map<String, Long> faults = half.stream()
                    .collect(Collectors.groupingBy(p -> p.fault().orElse("healthy"), Collectors.counting()));
            assertThat(faults)
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
            assertThat(faults.get("healthy")).isGreaterThanOrEqualTo(half.size() / 3);
        }
    }

    @Test
    void aSampleIsSpreadOverTheWhole() {
        List<BenchmarkModel> sample = ModelCollection.sample(12);
        assertThat(names(sample)).hasSize(12).doesNotHaveDuplicates();
        assertThat(sample.stream().map(BenchmarkModel::fault))
                .hasSizeGreaterThan(3)
                .anyMatch(d -> d.isEmpty());
    }

    @Test
    void aModelIsTheSameEveryTime() {
        for (BenchmarkModel model : ModelCollection.sample(20)) {
            assertThat(model.network().get().params())
                    .as(model.name())
                    .isEqualTo(model.network().get().params());
        }
    }

    @Test
    void theLayersToNameAreTheNetworksOwn() {
        for (BenchmarkModel model : ModelCollection.sample(60)) {
            Set<String> layers = new HashSet<>(model.layers());
            layers.remove(Change.ALL);
            Model network = model.network().get();
            Set<String> own = network.paramTable().keySet().stream()
                    .map(key -> key.substring(0, key.lastIndexOf('_')))
                    .collect(Collectors.toSet());
            assertThat(own).as(model.name()).containsAll(layers);
        }
    }

    @Test
    void theDataArePinned() {
        assertThat(sums(task -> task.data().apply(1L).getFeatures())).containsExactly(FEATURES);
        assertThat(sums(task -> task.data().apply(1L).getLabels())).containsExactly(LABELS);
    }

    @Test
    void theRecordedOutcomesAreWhatTrainingGives() {
        for (Candidate candidate : ModelCollection.candidates().stream()
                .filter(s -> s.name().equals(HEALTHY) || s.name().equals(FAULTY))
                .toList()) {
            BenchmarkModel model = candidate.model();
            assertThat(Skill.of(Training.train(model), model, candidate.task()))
                    .as(model.name())
                    .isCloseTo(Outcomes.RECORDED.skills().get(model.name()).skill(), within(0.05));
        }
    }

    @Test
    void aLabelThatTrainingDoesNotConfirmIsLeftOut() {
        Candidate healthy = candidate(HEALTHY);
        assertThat(outcome(healthy, 0.5, 0.31).confirms(healthy)).isTrue();
        assertThat(outcome(healthy, 0.5, 0.29).confirms(healthy)).isFalse();
        Candidate faulty = candidate(FAULTY);
        assertThat(outcome(faulty, 0.9, 0.5).confirms(faulty)).isTrue();
        assertThat(outcome(faulty, 0.9, 0.6).confirms(faulty)).isFalse();
        assertThat(outcome(faulty, 0.2, 0.0).confirms(faulty)).isFalse();
        assertThat(new Outcomes(Map.of()).confirms(faulty)).isFalse();
    }

    private static Outcomes outcome(Candidate candidate, double reference, double skill) {
        return new Outcomes(Map.of(candidate.name(), new Outcomes.Outcome(reference, skill)));
    }

    private static Candidate candidate(String name) {
        return ModelCollection.candidates().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long[] sums(Function<Task, INDArray> array) {
        return ModelCollection.TASKS.stream()
                .map(task -> array.apply(task).castTo(DataType.DOUBLE))
                .mapToLong(values ->
                        Math.round(1000 * values.mul(values).sumNumber().doubleValue()))
                .toArray();
    }

    private static Set<String> combinations(List<BenchmarkModel> models) {
        return models.stream().map(p -> p.architecture() + "/" + p.dataset()).collect(Collectors.toSet());
    }

    private static List<String> names(List<BenchmarkModel> models) {
        return models.stream().map(BenchmarkModel::name).toList();
    }
}
