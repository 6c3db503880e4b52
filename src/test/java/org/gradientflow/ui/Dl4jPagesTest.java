package org.gradientflow.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DL4J's own pages: the training's are whole, the others say that they are not there. */
class Dl4jPagesTest {

    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"([^\"]*\\.(?:js|css|ico))\"");

    private static TrainingUi ui;
    private static Browser browser;

    @BeforeAll
    static void start() {
        ui = TrainingUi.start("127.0.0.1", 0);
        browser = new Browser(ui.address());
    }

    @AfterAll
    static void stop() {
        ui.close();
    }

    private static List<String> filesOf(String page) throws Exception {
        String html = browser.text(page);
        return FILE.matcher(html)
                .results()
                .map(MatchResult::group)
                .map(tag -> tag.substring(tag.indexOf('"') + 1, tag.length() - 1))
                .map(file -> URI.create(page).resolve(file).toString())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/train/overview", "/train/model", "/train/system"})
    void everyScriptAndStyleOfATrainingPageIsThere(String page) throws Exception {
        List<String> files = filesOf(page);
        assertThat(files)
                .hasSizeGreaterThan(15)
                .contains("/assets/js/train/train.js", "/assets/webjars/coreui__coreui/2.1.9/dist/css/coreui.min.css");
        for (String file : files) {
            assertThat(browser.get(file).statusCode()).as(file).isEqualTo(200);
        }
    }

    /** The failing twin: a webjar that is not there is seen as missing. */
    @Test
    void aScriptOfAnotherPageIsNotThere() throws Exception {
        assertThat(browser.get("/assets/webjars/klayjs/0.4.1/klay.js").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/samediff",
                "/tsne",
                "/tsne/",
                "/tsne/sessions",
                "/tsne/coords/any",
                "/activations",
                "/activations/data",
                "//tsne",
                "/%74sne",
                "/train/../samediff"
            })
    void anotherPageOfDl4jsIsNotThereAndSaysWhatIs(String path) throws Exception {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("The SameDiff, t-SNE and activation pages are not served here; see /train/overview.\n");
    }

    @Test
    void aPathThatOnlyBeginsAlikeIsNoneOfThem() throws Exception {
        assertThat(browser.get("/tsnes").body()).doesNotContain("t-SNE");
        assertThat(browser.get("/train/tsne").body()).doesNotContain("t-SNE");
    }
}
