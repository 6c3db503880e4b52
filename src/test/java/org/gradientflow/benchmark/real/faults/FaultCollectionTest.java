package org.gradientflow.benchmark.real.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradientflow.diagnosis.verdict.Cause;
import org.junit.jupiter.api.Test;

class FaultCollectionTest {
    /** Words in which a fault is described that the doctor has no cause of that name for; another of the fault's causes counts. */
    private static final Set<String> NOT_A_CAUSE =
            Set.of("weight-noise", "rate-negative", "rate-zero", "wrong-rate", "bad-initial-weights");

    @Test
    void bothHalvesHaveEachFamilysFaults() {
        assertThat(FaultCollection.first()).doesNotContainAnyElementsOf(FaultCollection.second());
        for (List<Fault> family : FaultCollection.FAMILIES) {
            assertThat(shareOf(family, FaultCollection.first())).isBetween(family.size() / 2, (family.size() + 1) / 2);
            assertThat(shareOf(family, FaultCollection.second())).isBetween(family.size() / 2, (family.size() + 1) / 2);
        }
        assertThat(FaultCollection.first().size() - FaultCollection.second().size())
                .isBetween(-1, 1);
    }

    private static int shareOf(List<Fault> family, List<Fault> half) {
        return (int) half.stream().filter(family::contains).count();
    }

    @Test
    void noTwoFaultsHaveTheSameId() {
        assertThat(all()).extracting(Fault::id).doesNotHaveDuplicates();
    }

    @Test
    void everyFaultNamesItsSourceAndWhatIsThere() {
        assertThat(all()).allSatisfy(fault -> {
            assertThat(fault.source()).isNotBlank();
            assertThat(fault.what()).isNotBlank();
            assertThat(fault.sick().isPresent()).isEqualTo(!fault.causes().isEmpty());
        });
    }

    @Test
    void theAcceptableCausesAreTheDoctorsWords() {
        Set<String> words = Arrays.stream(Cause.values()).map(Cause::id).collect(Collectors.toSet());
        words.addAll(NOT_A_CAUSE);
        assertThat(all()).allSatisfy(fault -> assertThat(words).containsAll(fault.causes()));
    }

    private static List<Fault> all() {
        List<Fault> all = new ArrayList<>(FaultCollection.first());
        all.addAll(FaultCollection.second());
        return all;
    }
}
