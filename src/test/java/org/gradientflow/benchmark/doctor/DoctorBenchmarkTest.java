package org.gradientflow.benchmark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.gradientflow.benchmark.models.ModelCollection;
import org.junit.jupiter.api.Test;

/** The doctor on a part of the fitting half: the smallest model with each fault, and some healthy models. */
class DoctorBenchmarkTest {
    /** As many healthy models as faults would take too long. */
    private static final int HEALTHY = 3;

    @Test
    void theDoctorIsRightAboutOneOfEachKind() throws Exception {
        Map<Boolean, List<BenchmarkModel>> halves = ModelCollection.fitting().stream()
                .filter(model -> model.batch() > 1 && model.steps() <= 300)
                .collect(Collectors.partitioningBy(model -> model.fault().isPresent()));
        List<BenchmarkModel> healthy = halves.get(false);
        List<BenchmarkModel> models = Stream.concat(
                        halves.get(true).stream()
                                .collect(Collectors.toMap(
                                        model -> model.fault().orElseThrow(),
                                        model -> model,
                                        BinaryOperator.minBy(
                                                Comparator.comparingLong(DoctorBenchmarkTest::parameters))))
                                .values()
                                .stream(),
                        IntStream.range(0, HEALTHY).mapToObj(i -> healthy.get(i * healthy.size() / HEALTHY)))
                .toList();
        MethodEvaluation evaluation = DoctorBenchmark.evaluate("the doctor", models, DoctorBenchmark::doctor);
        assertThat(evaluation.byFault()).hasSizeGreaterThan(12);
        assertThat(evaluation.mistakes().stream()
                        .filter(mistake -> mistake.faulty() || mistake.answer().isPresent()))
                .isEmpty();
        assertThat(evaluation.layerRight()).isEqualTo(1);
    }

    private static long parameters(BenchmarkModel model) {
        return model.network().get().numParams();
    }
}
