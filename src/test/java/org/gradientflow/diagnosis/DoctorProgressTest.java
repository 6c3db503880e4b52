package org.gradientflow.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoctorProgressTest {
    private final Doctor doctor =
            Doctor.of(Sketch.network()).on(Sketch.clouds()).batch(16).steps(20);

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
    void everyTrainingIsToldBeforeItStarts() {
        List<String> one = told(doctor);

        assertThat(one).isNotEmpty().noneMatch(String::isBlank);
        assertThat(told(doctor.seeds(2)))
                .as("numbered over all seeds")
                .startsWith(one.toArray(String[]::new))
                .hasSizeGreaterThan(one.size());
    }

    @Test
    void whatTheListenerThrowsEndsIt() {
        CancellationException stopped = new CancellationException();

        assertThatThrownBy(() -> doctor.progress((trainings, name) -> {
                            throw stopped;
                        })
                        .diagnose())
                .isSameAs(stopped);
    }
}
