package org.gradientflow.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gradientflow.diagnosis.verdict.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cause has a page, and all pages are built alike. {@link CauseExperimentsTest} runs what is on them. */
class CausePagesTest {
    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java/org/gradientflow/diagnosis"), Path.of("src/main/java/org/gradientflow/model"));

    static List<CausePage> pages() throws IOException {
        return CausePage.all();
    }

    @Test
    void everyCauseHasAPageAndEveryPageACause() throws IOException {
        assertThat(pages())
                .extracting(CausePage::cause)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Cause.values()).map(Cause::id).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsBuiltLikeTheOthers(CausePage page) {
        assertThat(page.title()).startsWith("# " + page.cause() + ": ");
        assertThat(page.sections())
                .containsExactly(
                        "How it shows", "How the doctor tells it from its neighbours", "How to fix it", "See also");
        assertThat(page.fixed()).as("remedies").isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageFitsATerminal(CausePage page) {
        assertThat(page.text().lines().filter(line -> !line.matches("\\[\\w+\\]: .*")))
                .allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToPages(CausePage page) {
        assertThat(page.links())
                .filteredOn(link -> link.endsWith(".md"))
                .isNotEmpty()
                .allMatch(link -> exists(page, link));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToTheRuleAndItsTest(CausePage page) {
        assertThat(page.links())
                .filteredOn(link -> link.endsWith(".java"))
                .hasSize(2)
                .allMatch(link -> exists(page, link));
    }

    private static boolean exists(CausePage page, String link) {
        return Files.isRegularFile(page.file().resolveSibling(link));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thresholdsAreTheSources(CausePage page) throws IOException {
        StringBuilder sources = new StringBuilder();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    sources.append(Files.readString(file));
                }
            }
        }
        assertThat(page.thresholds()).allMatch(threshold -> sources.indexOf(" " + threshold + ";") >= 0);
    }

    /** What a trial must show is quoted with the constants of TrialComparison. */
    @ParameterizedTest
    @MethodSource("pages")
    void whatATrialMustShowIsNamed(CausePage page) {
        assertThat(page.text().replaceAll("\\s+", " "))
                .doesNotContainPattern("skill by at least [0-9.]++(?! \\(`LEAST = )")
                .doesNotContainPattern("at most 0\\.67 of (it|the copy's)(?! \\(`SHARE = )");
    }

    @Test
    void aThresholdWithoutItsNameIsFound() {
        assertThatThrownBy(() -> whatATrialMustShowIsNamed(changed(" (`LEAST = 0.05`)", "")))
                .hasMessageContaining("LEAST");
    }

    @Test
    void aThresholdThatIsNotTheSourcesIsFound() throws IOException {
        assertThatThrownBy(() -> thresholdsAreTheSources(changed("`MOVED = 0.1`", "`MOVED = 0.7`")))
                .hasMessageContaining("MOVED = 0.7");
    }

    @Test
    void aDeadLinkIsFound() {
        assertThatThrownBy(() -> linksLeadToPages(changed("(frozen.md)", "(froze.md)")))
                .hasMessageContaining("froze.md");
    }

    @Test
    void aMissingSectionIsFound() {
        assertThatThrownBy(() -> aPageIsBuiltLikeTheOthers(changed("## How to fix it", "How to fix it")))
                .hasMessageContaining("How to fix it");
    }

    @Test
    void aLongLineIsFound() {
        assertThatThrownBy(() -> aPageFitsATerminal(changed("## How it shows", "long ".repeat(17))))
                .hasMessageContaining("long long");
    }

    @Test
    void aChangeOfWhatIsNotInTheExperimentIsFound() {
        assertThatThrownBy(() -> changed("\n-        .updater(new Adam(1e-5))", "\n-        .updater(new Sgd(1))")
                        .fixed())
                .hasMessageContaining("not in the experiment")
                .hasMessageContaining("Sgd(1)");
    }

    private static CausePage changed(String what, String by) throws IOException {
        CausePage page = CausePage.of("rate-too-low");
        assertThat(page.text()).contains(what);
        return new CausePage(page.file(), page.text().replace(what, by));
    }
}
