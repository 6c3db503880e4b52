package org.gradientflow.benchmark.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.gradientflow.benchmark.real.RealBenchmark.Answer;
import org.junit.jupiter.api.Test;

class RealTableTest {
    @Test
    void aRowCountsDetectedFaultsRightCausesAndFalseAlarms() {
        assertThat(row(
                        sick("a|b", "b"), // right, by the second of two causes
                        sick("a", "c"), // detected only
                        sick("a", null),
                        sick("a", null),
                        healthy("a"), // a false alarm
                        healthy(null)))
                .isEqualTo("| method | 67% | 50% | 25% | 50% | 1.0 | 1.0 |");
    }

    @Test
    void aMethodThatReportsNothingHasNoPrecision() {
        assertThat(row(sick("a", null), healthy(null))).isEqualTo("| method | - | 0% | 0% | 0% | 1.0 | 1.0 |");
    }

    private static String row(Judged... judged) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RealTable.row("method", List.of(judged), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    private static Judged sick(String causes, String answer) {
        return judged(List.of(causes.split("\\|")), answer);
    }

    private static Judged healthy(String answer) {
        return judged(List.of(), answer);
    }

    private static Judged judged(List<String> causes, String answer) {
        return new Judged(
                new RealModel("id", causes, () -> null, () -> null, () -> null, 1, 1),
                new Answer("", Optional.ofNullable(answer), 1));
    }
}
