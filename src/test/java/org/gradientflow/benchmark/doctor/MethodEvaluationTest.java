package org.gradientflow.benchmark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradientflow.benchmark.models.BenchmarkModel;
import org.junit.jupiter.api.Test;

class MethodEvaluationTest {
    private static final MethodEvaluation EVALUATION = new MethodEvaluation(
            "my rule",
            List.of(
                    new MethodEvaluation.Case(
                            model("a", "frozen"), Optional.of(new Answer("frozen", Optional.of("1")))),
                    new MethodEvaluation.Case(model("b", "frozen"), Optional.of(Answer.of("frozen"))),
                    new MethodEvaluation.Case(model("c", "vanishing"), Optional.of(Answer.of("frozen"))),
                    new MethodEvaluation.Case(model("d", "vanishing"), Optional.empty()),
                    new MethodEvaluation.Case(model("e", null), Optional.of(Answer.of("frozen"))),
                    new MethodEvaluation.Case(model("f", null), Optional.empty()),
                    new MethodEvaluation.Case(model("g", null), Optional.empty()),
                    new MethodEvaluation.Case(model("h", null), Optional.empty())));

    @Test
    void sharesOfTheFaultyAndOfTheHealthyModels() {
        assertThat(EVALUATION.detection()).isEqualTo(0.75);
        assertThat(EVALUATION.causeRight()).isEqualTo(0.5);
        assertThat(EVALUATION.layerRight()).isEqualTo(0.5);
        assertThat(EVALUATION.falseAlarms()).isEqualTo(0.25);
    }

    @Test
    void mistakesAreWrongCausesMissedFaultsAndFalseAlarms() {
        assertThat(EVALUATION.mistakes()).extracting(c -> c.model().name()).containsExactly("c", "d", "e");
    }

    @Test
    void aTableHasALineForEachFault() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        EvaluationTables.print(List.of(EVALUATION), out);
        EvaluationTables.printDetails(EVALUATION, out);
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "| my rule | 75% | 50% | 50% | 25% |",
                        "| frozen | 2 | 100% | 100% | 50% |",
                        "| vanishing | 2 | 50% | 0% | - |",
                        "- d: no fault found");
    }

    private static BenchmarkModel model(String name, String fault) {
        return new BenchmarkModel(
                name, "design", "task", Optional.ofNullable(fault), Set.of("1"), () -> null, null, 1, 1, 1);
    }
}
