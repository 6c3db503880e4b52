package org.gradientflow.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphTest {
    @Test
    void breaksBetweenWordsAndIndentsWhatFollows() {
        String lines = Paragraph.of("1. ", "word ".repeat(30).strip());

        assertThat(lines.lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("1. word").hasSizeGreaterThan(75),
                        line -> assertThat(line).startsWith("   word"));
    }

    @Test
    void aLongWordStaysWhole() {
        String word = "x".repeat(100);

        assertThat(Paragraph.of("- ", "a " + word).lines()).containsExactly("- a", "  " + word);
    }
}
