package org.gradientflow.diagnosis.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A few of the half that the thresholds were fitted on: the smallest of each disease, and some healthy. {@link Clinic} has all. */
class DoctorInTheZooTest {
    /** Healthy patients for each disease would take too long. */
    private static final int HEALTHY = 3;

    @Test
    void theDoctorIsRightAboutOneOfEachKind() throws Exception {
        Map<Boolean, List<Patient>> halves = Zoo.fitting().stream()
                .filter(patient -> patient.batch() > 1 && patient.steps() <= 300)
                .collect(Collectors.partitioningBy(patient -> patient.disease().isPresent()));
        List<Patient> healthy = halves.get(false);
        List<Patient> patients = Stream.concat(
                        halves.get(true).stream()
                                .collect(Collectors.toMap(
                                        patient -> patient.disease().orElseThrow(),
                                        patient -> patient,
                                        BinaryOperator.minBy(Comparator.comparingLong(DoctorInTheZooTest::parameters))))
                                .values()
                                .stream(),
                        IntStream.range(0, HEALTHY).mapToObj(i -> healthy.get(i * healthy.size() / HEALTHY)))
                .toList();
        Verdicts verdicts = Clinic.judge("the doctor", patients, Clinic::doctor);
        assertThat(verdicts.byDisease()).hasSizeGreaterThan(12);
        assertThat(verdicts.mistakes().stream()
                        .filter(mistake -> mistake.sick() || mistake.answer().isPresent()))
                .isEmpty();
        assertThat(verdicts.layerRight()).isEqualTo(1);
    }

    private static long parameters(Patient patient) {
        return patient.network().get().numParams();
    }
}
