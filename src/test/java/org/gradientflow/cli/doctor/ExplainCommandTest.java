package org.gradientflow.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradientflow.cli.fixture.Cli;
import org.gradientflow.diagnosis.verdict.Cause;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
    @Test
    void printsThePageOfACause() {
        Cli result = Cli.run("explain", "vanishing");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.outLines().get(0)).startsWith("# vanishing: ");
        assertThat(result.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(result.out()).doesNotContain("<!--");
    }

    @Test
    void itsHelpFitsATerminal() {
        assertThat(Cli.run("explain", "--help").outLines())
                .anySatisfy(line -> assertThat(line).startsWith("Usage: gradientflow explain "))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void leavesCommentsAndLinkTargetsOut() {
        assertThat(
                        CausePage.forTerminal(
                                "# a\n\n<!-- one -->\nText of [b](b.md) and\n[C][rule].\n<!-- two\nlines -->\n```\nx\n```\n\n[rule]: C.java\n"))
                .isEqualTo("# a\n\nText of b and\nC.\n```\nx\n```\n");
    }

    @Test
    void listsAllCausesWithTheirMeanings() {
        Cli result = Cli.run("explain");

        assertThat(result.code()).isZero();
        for (Cause cause : Cause.values()) {
            assertThat(result.outLines()).anySatisfy(line -> assertThat(line).startsWith(cause.id() + " "));
        }
        assertThat(result.out()).contains("  " + Cause.VANISHING.meaning());
        assertThat(result.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void anUnknownCauseIsAnsweredWithTheNearestOne() {
        Cli result = Cli.run("explain", "vanishin");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .hasLineCount(1)
                .startsWith("gradientflow: unknown cause 'vanishin': did you mean vanishing?");
    }
}
