package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;

class DoctorProgressTest {
    private final Doctor doctor = Doctor.of(SmallClassifier.healthy())
            .on(SmallClassifier.data())
            .batch(16)
            .steps(20);

    private static List<String> told(Doctor doctor) {
        List<Integer> done = new ArrayList<>();
        List<String> next = new ArrayList<>();
        doctor.progress((trainings, name) -> {
                    done.add(trainings);
                    next.add(name);
                })
                .diagnose();
        assertThat(done).isEqualTo(IntStream.range(0, done.size()).boxed().toList());
        return next;
    }

    @Test
    void trainingsAreNumberedOverAllSeeds() {
        List<String> one = told(doctor);

        assertThat(one).isNotEmpty().noneMatch(String::isBlank);
        assertThat(told(doctor.seeds(2))).startsWith(one.toArray(String[]::new)).hasSizeGreaterThan(one.size());
    }

    /** A cancellation is an IllegalStateException, which a rule may throw that cannot be asked. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatTheListenerThrowsEndsIt(int training) {
        CancellationException stopped = new CancellationException();
        Doctor sick = Doctor.of(SmallClassifier.withScaledWeights(Activation.RELU, 1e-4, 0, 1))
                .on(SmallClassifier.data())
                .batch(16)
                .steps(20);

        assertThatThrownBy(() -> sick.progress((trainings, name) -> {
                            if (trainings == training) {
                                throw stopped;
                            }
                        })
                        .diagnose())
                .isSameAs(stopped);
    }
}
