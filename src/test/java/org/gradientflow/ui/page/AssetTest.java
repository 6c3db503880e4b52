package org.gradientflow.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradientflow.ui.Browser;
import org.gradientflow.ui.TrainingUi;
import org.junit.jupiter.api.Test;

/** The page's files. */
class AssetTest {

    @Test
    void allAreServedUnderAStrictPolicy() throws Exception {
        try (TrainingUi ui = TrainingUi.start("127.0.0.1", 0)) {
            for (Asset asset : Asset.ALL) {
                HttpResponse<String> answer = new Browser(ui.address()).get("/gradientflow" + asset.path());
                assertThat(answer.statusCode()).as(asset.path()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type")).contains(asset.type());
                assertThat(answer.headers().firstValue("Content-Security-Policy"))
                        .hasValueSatisfying(policy -> assertThat(policy)
                                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                                .doesNotContain("unsafe"));
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .contains("nosniff");
                assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            }
        }
    }

    /** A script that is imported and not listed would be missing in the browser only. */
    @Test
    void everyFileThatAnotherNamesIsThere() {
        List<String> paths = Asset.ALL.stream().map(Asset::path).toList();
        for (Asset asset : Asset.ALL) {
            if (!asset.path().equals("/d3.js")) {
                Matcher named = Pattern.compile("(?:from '\\.|(?:href|src)=\"/gradientflow)(/[^'\"]+)")
                        .matcher(text(asset));
                while (named.find()) {
                    assertThat(paths).contains(named.group(1));
                }
            }
        }
    }

    @Test
    void everyFileOfThePageIsListed() throws Exception {
        try (Stream<Path> files = Files.list(
                Path.of(Asset.class.getResource("index.html").toURI()).getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".class")))
                    .isSubsetOf(Asset.ALL.stream().map(Asset::resource).toList())
                    .contains("index.html", "main.js", "page.css");
        }
    }

    @Test
    void noneNamesAnotherHost() {
        for (Asset asset : Asset.ALL) {
            if (!asset.path().equals("/d3.js")) { // whose bundle names its home page and XML's name spaces
                assertThat(text(asset)).as(asset.path()).doesNotContain("http:", "https:", "innerHTML", ".html(");
            }
        }
        assertThat(Asset.ALL)
                .filteredOn(asset -> asset.path().equals("/d3.js"))
                .singleElement()
                .satisfies(d3 -> assertThat(text(d3)).startsWith("// https://d3js.org v7.9.0"));
    }

    @Test
    void whatIsNotOnTheClassPathIsNamed() {
        Asset missing = new Asset("/d4.js", "text/javascript", "/d4.min.js");
        assertThat(Asset.ALL).allMatch(Asset::isThere);
        assertThat(missing.isThere()).isFalse();
        assertThat(missing.complaint()).startsWith("This page needs /d4.min.js on the class path; ");
    }

    private static String text(Asset asset) {
        return new String(asset.bytes(), StandardCharsets.UTF_8);
    }
}
