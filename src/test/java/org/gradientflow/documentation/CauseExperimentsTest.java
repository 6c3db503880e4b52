package org.gradientflow.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Diagnosis;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.notebook.Cells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The experiment on a cause's page shows that cause, with the numbers that the page quotes, and the page's remedies work. */
class CauseExperimentsTest {
    /** What a reader's IDE imports for the Java on these pages. */
    private static final String IMPORTS = Stream.of(
                    "java.util",
                    "org.deeplearning4j.nn.conf",
                    "org.deeplearning4j.nn.conf.distribution",
                    "org.deeplearning4j.nn.conf.layers",
                    "org.deeplearning4j.nn.multilayer",
                    "org.deeplearning4j.nn.transferlearning",
                    "org.deeplearning4j.nn.weights",
                    "org.gradientflow.diagnosis",
                    "org.gradientflow.diagnosis.verdict",
                    "org.nd4j.linalg.activations",
                    "org.nd4j.linalg.api.buffer",
                    "org.nd4j.linalg.api.ndarray",
                    "org.nd4j.linalg.dataset",
                    "org.nd4j.linalg.dataset.api.preprocessor",
                    "org.nd4j.linalg.factory",
                    "org.nd4j.linalg.indexing",
                    "org.nd4j.linalg.indexing.conditions",
                    "org.nd4j.linalg.learning.config",
                    "org.nd4j.linalg.lossfunctions.LossFunctions",
                    "org.nd4j.linalg.lossfunctions.impl",
                    "org.nd4j.linalg.ops.transforms")
            .map(name -> "import " + name + ".*;\n")
            .collect(Collectors.joining());

    static List<CausePage> pages() throws IOException {
        return CausePage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theExperimentShowsTheCause(CausePage page) {
        assertShows(page, diagnose(page.experiment()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theRemediesMakeItHealthy(CausePage page) {
        for (String fixed : page.fixed()) {
            Diagnosis diagnosis = diagnose(fixed);
            assertThat(diagnosis).as("%s\n%s", diagnosis, fixed).isInstanceOf(Diagnosis.Healthy.class);
        }
    }

    /** The page says what it costs: 83% of the rare class for 21% of the other. */
    @Test
    void repeatedRowsFindTheRareClassAndCostFalseAlarms() throws IOException {
        List<String> fixed = CausePage.of("class-imbalance").fixed();
        try (Cells cells = new Cells()) {
            cells.evaluate(IMPORTS);
            cells.evaluate(fixed.get(fixed.size() - 1));
            assertThat((double) cells.evaluate("found")).isBetween(0.75, 0.9);
            assertThat((double) cells.evaluate("falseAlarms")).isBetween(0.1, 0.3);
        }
    }

    private static Diagnosis diagnose(String java) {
        try (Cells cells = new Cells()) {
            cells.evaluate(IMPORTS);
            cells.evaluate(java);
            return (Diagnosis) cells.evaluate("diagnosis");
        }
    }

    private static void assertShows(CausePage page, Diagnosis diagnosis) {
        // A note keeps no network from learning.
        assertThat(diagnosis)
                .as("%s", diagnosis)
                .isInstanceOf(page.cause().equals("table") ? Diagnosis.Healthy.class : Diagnosis.Sick.class);
        Finding first = diagnosis.findings().get(0);
        assertThat(first.cause().id()).as("%s", diagnosis).isEqualTo(page.cause());
        String severity = first.severity().name().toLowerCase(Locale.ROOT);
        String shown = "%s, %s, layer %s\n%s\n"
                .formatted(first.cause().id(), severity, first.layer(), first.evidenceInWords());
        List<String> quoted = page.quoted();
        assertThat(quoted).as(shown).startsWith(first.cause().id(), severity, "layer " + first.layer());
        assertThat(quoted.subList(3, quoted.size()))
                .as(shown)
                .hasSize(first.evidence().size())
                .allMatch(words -> agrees(words, first.evidence()));
    }

    /** Processors add up float32 in different orders, so numbers may differ by a factor of two, or by a tenth. */
    private static boolean agrees(String words, Map<String, Double> evidence) {
        int space = words.lastIndexOf(' ');
        double quoted = Double.parseDouble(words.substring(space).replace(",", ""));
        double real = evidence.getOrDefault(words.substring(0, space), Double.NaN);
        return Math.abs(quoted - real) <= 0.1 || quoted / real >= 0.5 && quoted / real <= 2;
    }

    /** What the page's experiment finds, without training. */
    private static Diagnosis sick(Cause cause, double factor) {
        return new Diagnosis.Sick(
                List.of(Finding.ofAll(
                        cause,
                        Severity.SEVERE,
                        Confidence.CERTAIN,
                        "slow",
                        "slow",
                        Map.of("factor", factor, "movement", 0.004, "skill", 0.0, "skill with the change", 0.96))),
                "slow");
    }

    @Test
    void quotedNumbersMayDifferALittle() throws IOException {
        assertShows(CausePage.of("rate-too-low"), sick(Cause.RATE_TOO_LOW, 99));
    }

    @Test
    void otherNumbersAreFound() {
        assertThatThrownBy(() -> assertShows(CausePage.of("rate-too-low"), sick(Cause.RATE_TOO_LOW, 1_000)))
                .hasMessageContaining("factor 1,000, movement");
    }

    @Test
    void anotherCauseIsFound() {
        assertThatThrownBy(() -> assertShows(CausePage.of("rate-too-low"), sick(Cause.RATE_TOO_HIGH, 100)))
                .hasMessageContaining("rate-too-high");
    }

    @Test
    void aRemedyThatDoesNotHelpIsFound() throws IOException {
        CausePage page = CausePage.of("non-finite-data");
        CausePage useless = new CausePage(page.file(), page.text().replace("isNan()", "isInfinite()"));

        assertThatThrownBy(() -> theRemediesMakeItHealthy(useless)).hasMessageContaining("NON_FINITE_DATA");
    }
}
