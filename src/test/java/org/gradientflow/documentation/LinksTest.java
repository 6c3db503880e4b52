package org.gradientflow.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every relative link in the README and the docs leads to a file of this repository, and to a heading in it. */
class LinksTest {
    @TempDir
    Path folder;

    static List<Path> pages() throws IOException {
        return CodeBlock.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadSomewhere(Path page) throws IOException {
        assertThat(MarkdownLinks.dead(page)).as(page.toString()).isEmpty();
    }

    @Test
    void deadOnesAreFound() throws IOException {
        Files.writeString(folder.resolve("other.md"), "# What's `new`?\n\n```\n# code\n```\n");
        Path page = Files.writeString(folder.resolve("page.md"), """
                # A page
                [a](other.md) [b](gone.md) ![c](gone.png) [d](#a-page) [e](#no-page) [f](https://example.org/gone)
                [g](other.md#whats-new) [h](other.md#code) [i][j] `[k](code.md)`
                ```
                [l](block.md)
                ```
                <img src="gone.svg">

                [j]: gone.txt
                """);

        assertThat(MarkdownLinks.dead(page))
                .containsExactlyInAnyOrder("gone.md", "gone.png", "#no-page", "other.md#code", "gone.txt", "gone.svg");
    }
}
