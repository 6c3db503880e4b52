package org.gradientflow.diagnosis.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static final Verdicts VERDICTS = new Verdicts(
            "judge",
            List.of(
                    new Verdicts.Case(patient("a", "frozen"), Optional.of(new Answer("frozen", Optional.of("1")))),
                    new Verdicts.Case(patient("b", "frozen"), Optional.of(Answer.of("frozen"))),
                    new Verdicts.Case(patient("c", "vanishing"), Optional.of(Answer.of("frozen"))),
                    new Verdicts.Case(patient("d", "vanishing"), Optional.empty()),
                    new Verdicts.Case(patient("e", null), Optional.of(Answer.of("frozen"))),
                    new Verdicts.Case(patient("f", null), Optional.empty()),
                    new Verdicts.Case(patient("g", null), Optional.empty()),
                    new Verdicts.Case(patient("h", null), Optional.empty())));

    @Test
    void sharesAreOfTheSickAndOfTheHealthy() {
        assertThat(VERDICTS.detection()).isEqualTo(0.75);
        assertThat(VERDICTS.causeRight()).isEqualTo(0.5);
        assertThat(VERDICTS.layerRight()).isEqualTo(0.5);
        assertThat(VERDICTS.falseAlarms()).isEqualTo(0.25);
    }

    @Test
    void mistakesAreWrongCausesMissedOnesAndFalseAlarms() {
        assertThat(VERDICTS.mistakes()).extracting(c -> c.patient().name()).containsExactly("c", "d", "e");
    }

    @Test
    void aTableHasALineForEachDisease() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Clinic.print(List.of(VERDICTS), out);
        Clinic.printDetails(VERDICTS, out);
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "| judge | 75% | 50% | 50% | 25% |",
                        "| frozen | 2 | 100% | 100% | 50% |",
                        "| vanishing | 2 | 50% | 0% | - |",
                        "- d: healthy or not sure");
    }

    private static Patient patient(String name, String disease) {
        return new Patient(
                name, "design", "task", Optional.ofNullable(disease), Set.of("1"), () -> null, null, 1, 1, 1);
    }
}
