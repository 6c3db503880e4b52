package org.gradientflow.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;
import org.gradientflow.recording.BatchFileStatsStorage;
import org.gradientflow.recording.SessionId;
import org.gradientflow.recording.StepStatsListener;
import org.gradientflow.storage.DiagnosisRecord;
import org.gradientflow.storage.DiagnosisRecord.Outcome;
import org.gradientflow.storage.FindingRecord;
import org.gradientflow.training.Signal;
import org.gradientflow.training.Trainer;
import org.gradientflow.ui.TrainingUi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser. */
class PageTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 24, 13, 40, 5);

    @TempDir
    private static Path profile;

    @TempDir
    private Path folder;

    private static Chromium browser;
    private TrainingUi ui;

    @BeforeAll
    static void startBrowser() {
        browser = Chromium.start(profile);
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void startUi() {
        ui = TrainingUi.start("127.0.0.1", 0);
    }

    @AfterEach
    void stopUi() {
        browser.driver().get("about:blank"); // a page that goes on asking a server that is gone would fill the console
        ui.close();
    }

    private void open() {
        browser.open(ui.address() + "/gradientflow");
    }

    /** An open page, and the storage of the one session on it. */
    private StatsStorage watched(String session, int reports) {
        StatsStorage storage = new InMemoryStatsStorage();
        Recorded.session(session).begin(storage).put(storage, 0, reports);
        ui.attach(storage);
        open();
        return storage;
    }

    private static void choose(String value) {
        browser.script("document.querySelector(`input[value=${arguments[0]}]`).click()", value);
    }

    /** A view, and waits until it is drawn. */
    private static void show(String view) {
        choose(view);
        browser.until(
                view,
                () -> browser.one("#compare-lead").getText().contains("The stronger the colour")
                        == view.equals("heatmap"));
    }

    @Test
    void withoutASessionItSaysWhatToDo() {
        open();
        browser.until("the empty state shows", () -> browser.one("#empty").isDisplayed());
        assertThat(browser.one("#empty").getText())
                .contains("No training to show yet", "new StatsListener(storage", "gradientflow.jar ui FILE");
        assertThat(browser.one("#main").isDisplayed()).isFalse();
        StatsStorage storage = new InMemoryStatsStorage();
        ui.attach(storage);
        Recorded.session("first").begin(storage).put(storage, 0, 3);
        browser.until(
                "the charts come by themselves",
                () -> browser.all("#columns article").size() == 1);
        assertThat(browser.one("#empty").isDisplayed()).isFalse();
        browser.assertClean();
    }

    @Test
    void followsALiveRunAndDrawsAllItsParameters() throws Exception {
        StatsStorage storage = new InMemoryStatsStorage();
        ui.attach(storage);
        open();
        AtomicBoolean stop = new AtomicBoolean();
        Thread training = new Thread(() -> train(Cases.THREE_LAYER_XAVIER, storage, 100_000, stop));
        training.start();
        try {
            browser.until("all six gradients are drawn", () -> drawn("gradients", 6));
            int before = browser.numbers("#columns .panel", "data-last").get(0);
            browser.until(
                    "new reports arrive",
                    () -> browser.numbers("#columns .panel", "data-last").stream()
                                    .allMatch(last -> last > before + 20)
                            && browser.numbers("#flows .panel", "data-last").get(0) > before + 20);
            assertThat(browser.one("#status").getText()).startsWith("● Live: 1 session");
            choose("activations");
            browser.until("input and hidden layers are drawn", () -> drawn("activations", 3));
        } finally {
            stop.set(true);
            training.join();
        }
        for (String kind : List.of("values", "updates", "gradients")) {
            choose(kind);
            browser.until(kind, () -> drawn(kind, 6));
            assertThat(browser.inked("#grid canvas")).isGreaterThan(100);
        }
        browser.assertClean();
    }

    /** Whether all panels of the session in detail are of this kind, with reports in them. */
    private static boolean drawn(String kind, int panels) {
        List<Integer> drawn = browser.numbers("#grid .panel", "data-drawn");
        return drawn.size() == panels
                && drawn.stream().allMatch(rows -> rows > 0)
                && browser.all("#grid .swatch." + kind).size() == panels;
    }

    private static void train(Experiment experiment, StatsStorage storage, int steps, AtomicBoolean stop) {
        MultiLayerNetwork network = Networks.create(experiment);
        network.setListeners(
                new StepStatsListener(storage, SessionId.of(experiment.name(), experiment.seed(), TIME), 10));
        new Trainer(network, Signal.uniform(experiment.seed(), 0), experiment.batch())
                .train(steps, stop::get, List.of());
    }

    @Test
    void comparesTheThreeCasesOnOneScale() {
        StatsStorage storage = new InMemoryStatsStorage();
        for (Experiment experiment : Cases.ORIGINAL) {
            train(experiment, storage, 301, new AtomicBoolean());
        }
        ui.attach(storage);
        open();
        browser.until(
                "value and gradient of three sessions",
                () -> browser.numbers("#columns .panel", "data-drawn").equals(List.of(31, 31, 31, 31, 31, 31)));
        assertThat(browser.all("#columns h3"))
                .extracting(WebElement::getText)
                .allMatch(title -> title.contains("layer"))
                .hasSize(3);
        // the same ticks at the same places: one scale for the row
        for (int chart = 0; chart < 2; chart++) {
            assertThat(browser.script("""
                            const ticks = [...document.querySelectorAll('#columns article')].map(article =>
                              [...article.querySelectorAll('.panel')[arguments[0]].querySelectorAll('text')]
                                .map(text => text.textContent + '@' + Math.round(text.getAttribute('x'))).join(' '));
                            return new Set(ticks).size + ' ' + ticks[0];""", chart)).asString().startsWith("1 ").contains("10⁻²", "0@");
        }
        String text = browser.one("#columns").getText();
        assertThat(text).contains("Value of W:0 · 0_W", "Gradient of W:0 · 0_W");
        assertThat(text.lines().filter(line -> line.startsWith("Gradient of")).sorted())
                .as("the three-layer nets beside the two-layer net")
                .satisfiesExactly(
                        wider -> assertThat(wider).matches(".*, [0-9.]+× wider than two-layer"),
                        narrower -> assertThat(narrower).matches(".*, [0-9]{3}× narrower than two-layer"),
                        itself -> assertThat(itself).matches(".*, std [^,]+"));
        assertZeroInTheMiddleAndTicksMirrored(1400);
        assertZeroInTheMiddleAndTicksMirrored(700);
        browser.resize(1400, 1000);
        assertThat(browser.numbers("#flows .panel", "data-lines")).containsExactlyInAnyOrder(2, 3, 3);
        // the three-layer net's gradient fills a far smaller part of the same axis than the repaired one's
        show("heatmap");
        browser.until("the heat maps", () -> browser.inked("#columns article:nth-child(3) canvas") > 1000);
        long[] inked = new long[3];
        for (int i = 0; i < 3; i++) {
            String title = browser.all("#columns h3").get(i).getText();
            long pixels = browser.inked("#columns article:nth-child(" + (i + 1) + ") .panel:nth-of-type(2) canvas");
            inked[title.startsWith("two") ? 0 : title.contains("xavier") ? 2 : 1] = pixels;
        }
        assertThat(inked[1]).isGreaterThan(100).isLessThan(inked[0]).isLessThan(inked[2] / 2);
        choose("linear");
        browser.until(
                "the linear scale", () -> browser.one("#compare-lead").getText().contains("one linear"));
        browser.assertClean();
    }

    private static void assertZeroInTheMiddleAndTicksMirrored(int width) {
        browser.resize(width, 1000);
        List<?> wrong = (List<?>) browser.script("""
                        return [...document.querySelectorAll('#columns .panel svg')].map(svg => {
                          const at = Number(svg.querySelector('.zero-line').getAttribute('x1'));
                          const lines = [...svg.querySelectorAll('line')].map(line => [Number(line.getAttribute('x1')), Number(line.getAttribute('x2'))]);
                          const ticks = lines.filter(([from, to]) => from === to).map(([x]) => Math.round(x - at));
                          const base = lines.find(([from, to]) => from !== to);
                          const texts = [...svg.querySelectorAll('.value')].map(text => text.textContent);
                          const mirrored = texts.map(text => text === '0' ? text : text.startsWith('−') ? text.slice(1) : '−' + text).reverse();
                          const fine = Math.abs((base[0] + base[1]) / 2 - at) < 1 && texts.join() === mirrored.join()
                            && ticks.every(tick => ticks.some(other => Math.abs(other + tick) <= 1)) && texts.length >= 5;
                          return fine ? '' : texts.join(' ') + ' at ' + ticks.join(' ');
                        }).filter(Boolean);""");
        assertThat(wrong).as("axes at " + width).isEmpty();
        assertThat(browser.all("#columns svg .value").size()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void pointerAndKeyboardTellIterationRangeAndCount() {
        watched("pointed", 11);
        browser.until(
                "drawn", () -> browser.numbers("#columns .panel", "data-drawn").equals(List.of(11, 11)));
        WebElement gradient = browser.all("#columns .panel").get(1);
        for (String view : List.of("ridgeline", "heatmap")) {
            show(view);
            new Actions(browser.driver()).moveToElement(gradient, 0, 30).perform();
            browser.until(view, () -> browser.one("#tip").isDisplayed());
            assertThat(browser.one("#tip").getText())
                    .matches("(?s)iteration \\d+0?\\nrange −3 to 3\\ncount 256\\nmean 0\\.25\\nstd 1");
        }
        browser.script("arguments[0].focus()", gradient);
        gradient.sendKeys(Keys.HOME);
        assertThat(browser.one("#tip").getText()).startsWith("iteration 0\n");
        gradient.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(gradient.getDomAttribute("aria-valuetext"))
                .isEqualTo("iteration 20, range −3 to 3, count 256, mean 0.25, std 1");
        assertThat(gradient.getDomAttribute("aria-label")).contains("Gradient of 0_W", "pointed");
        gradient.sendKeys(Keys.ESCAPE);
        assertThat(browser.one("#tip").isDisplayed()).isFalse();
        assertThat(browser.script("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        browser.assertClean();
    }

    @Test
    void aReportThatIsNotFiniteIsMarkedAndNotDrawnAsZero() {
        StatsStorage storage = new InMemoryStatsStorage();
        Recorded exploding = Recorded.session("exploding").begin(storage).put(storage, 0, 3);
        ui.attach(storage);
        open();
        browser.until(
                "whole so far",
                () -> browser.numbers("#columns .panel", "data-bad").equals(List.of(0, 0)));
        storage.putUpdate(exploding.broken(3));
        browser.until(
                "one is bad",
                () -> browser.numbers("#columns .panel", "data-bad").equals(List.of(0, 1)));
        assertThat(browser.one("#columns").getText())
                .contains("1 of 4 reports have values that are not finite, the first at iteration 30");
        assertThat(browser.all("#columns .panel").get(1).getDomAttribute("aria-valuetext"))
                .contains("250 of 256 values finite", "mean −∞", "std NaN");
        assertThat(browser.all("#columns svg path.bad")).isNotEmpty();
        assertThat(browser.all("#flows svg path.bad")).isNotEmpty();
        assertThat(browser.script("return document.querySelector('#flows .series').getAttribute('d').includes('NaN')"))
                .isEqualTo(false);
        exploding.put(storage, 4, 6);
        browser.until(
                "and it goes on",
                () -> browser.numbers("#columns .panel", "data-last").equals(List.of(50, 50)));
        show("heatmap");
        assertThat(browser.numbers("#columns .panel", "data-bad")).containsExactly(0, 1);
        browser.assertClean();
    }

    /** A feed of one session, and its server: {@code answer} of a query are iterations, their deviations and the rest. */
    private static final String FEED = """
            const done = arguments[arguments.length - 1];
            const real = window.fetch;
            const feeding = (answer, use) => {
              window.fetch = async (path, options) => {
                if (!path.includes('session=s&')) return real(path, options);
                const {iterations, std, ...rest} = answer(new URL(path, location).searchParams);
                const column = {mean: iterations.map(i => 0), std: iterations.map(std),
                  min: iterations.map(i => -1), max: iterations.map(i => 1), counts: iterations.map(i => [1, 1])};
                return {ok: true, json: async () => ({iterations, spread: {}, names: {}, series: {'values/0_W': column}, ...rest})};
              };
              import('/gradientflow/feed.js').then(({Feed}) => use(new Feed({session: 's', worker: 'w'}, 250)))
                .then(done, problem => done(String(problem))).finally(() => (window.fetch = real));
            };
            """;

    /** 20,000 reports, of which each poll brings one: the deviation is 1 up to the last tenth. */
    private static final String LONG_TRAINING = FEED + """
            let count = 0;
            const answer = query => {
              const [since, most] = [Number(query.get('since')), Number(query.get('most'))];
              const step = Math.ceil((count - since) / most);
              const iterations = [];
              for (let i = count; i > since; i -= step) iterations.unshift(i);
              return {next: count, step, iterations, std: i => i === 19999 ? 'NaN' : i <= 18000 ? 1 : 0.01};
            };
            feeding(answer, async feed => {
              let most = 0;
              while (count < 20000) {
                feed.meta.last = ++count;
                await feed.update(['values/0_W']);
                most = Math.max(most, feed.iterations.length);
              }
              const stds = feed.rows['values/0_W'].filter(row => row.ok).map(row => row.std).sort((a, b) => a - b);
              return [most, feed.iterations.filter(i => i <= 10000).length / feed.iterations.length, feed.iterations.at(-1),
                stds[stds.length >> 1], feed.rows['values/0_W'].filter(row => !row.ok).map(row => row.iteration)];
            });
            """;

    @Test
    void aLongTrainingThatIsWatchedKeepsItsBeginning() {
        open();
        List<?> kept = (List<?>) browser.driver().executeAsyncScript(LONG_TRAINING);
        assertThat(kept).as(kept.toString()).hasSize(5);
        assertThat(((Number) kept.get(0)).intValue()).isLessThanOrEqualTo(502);
        assertThat(((Number) kept.get(1)).doubleValue()).isBetween(0.45, 0.55);
        assertThat(((Number) kept.get(2)).intValue()).isEqualTo(20_000);
        assertThat(((Number) kept.get(3)).doubleValue()).isEqualTo(1);
        assertThat(kept.get(4)).as("not finite, and no longer the newest").isEqualTo(List.of(19_999L));
    }

    /** Asked once for each answer: what for, and what is held then. */
    private static final String POLLS = FEED + """
            const since = [];
            let poll;
            const answer = query => {
              since.push(Number(query.get('since')));
              return {next: poll.last, std: i => 1, ...poll};
            };
            feeding(answer, async feed => {
              for (poll of arguments[0]) {
                Object.assign(feed.meta, {last: poll.last, parameters: poll.parameters});
                await feed.update(['values/0_W']);
              }
              return {since, iterations: feed.iterations, restarted: feed.restarted};
            });
            """;

    private static Map<String, Object> answer(int last, int step, Integer... iterations) {
        return Map.of("last", last, "step", step, "iterations", List.of(iterations), "parameters", List.of("0_W"));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> polled(List<Map<String, Object>> answers) {
        open();
        return (Map<String, Object>) browser.driver().executeAsyncScript(POLLS, answers);
    }

    @Test
    void whatHasNothingNewIsNotAskedForAgain() {
        assertThat(polled(List.of(answer(0, 1), answer(0, 1), answer(1, 1, 10), answer(1, 1)))
                        .get("since"))
                .as("no report yet, and then one")
                .isEqualTo(List.of(0L, 0L));
    }

    @Test
    void aNetworkThatChangedIsAskedForAnew() {
        Map<String, Object> changed = new TreeMap<>(answer(3, 1, 10, 20, 30));
        changed.put("parameters", List.of("0_W", "1_W"));
        assertThat(polled(List.of(answer(1, 1, 10), answer(2, 1, 20), changed)))
                .isEqualTo(
                        Map.of("since", List.of(0L, 1L, 0L), "iterations", List.of(10L, 20L, 30L), "restarted", false));
    }

    @Test
    void aReportThatIsRepeatedTakesTheOldOnesPlace() {
        assertThat(polled(List.of(answer(2, 1, 10, 20), answer(4, 1, 20, 30))))
                .containsEntry("iterations", List.of(10L, 20L, 30L))
                .containsEntry("restarted", true);
        // Of these, one in two stays, and the newest.
        for (int again : List.of(45, 50)) {
            assertThat(polled(List.of(answer(3, 2, 0, 20, 40), answer(4, 1, 50), answer(5, 1, again))))
                    .as("again from " + again)
                    .containsEntry("iterations", List.of(0L, 20L, 40L, (long) again))
                    .containsEntry("restarted", true);
        }
    }

    @Test
    void aTrainingThatBeginsAgainIsShownFromThere() {
        StatsStorage storage = watched("again", 10);
        browser.until(
                "the first",
                () -> browser.numbers("#columns .panel", "data-last").equals(List.of(90, 90)));
        new Recorded("again", "worker", 2000, Recorded.session("").parameters()).put(storage, 0, 3);
        browser.until(
                "the second",
                () -> browser.numbers("#columns .panel", "data-rows").equals(List.of(3, 3)));
        assertThat(browser.numbers("#columns .panel", "data-last")).containsExactly(20, 20);
        browser.until(
                "it says so",
                () -> browser.one("#columns")
                        .getText()
                        .contains(
                                "13 reports; the training was restarted, and the reports that it replaced are not shown"));
        browser.assertClean();
    }

    @Test
    void aTrainingThatGoesOnFromACheckpointKeepsWhatWasBeforeIt() {
        StatsStorage storage = watched("resumed", 10);
        browser.until(
                "the first",
                () -> browser.numbers("#columns .panel", "data-last").equals(List.of(90, 90)));
        new Recorded("resumed", "worker", 2000, Recorded.session("").parameters()).put(storage, 6, 8);
        browser.until(
                "0 to 50, then 60 and 70 again",
                () -> browser.numbers("#columns .panel", "data-rows").equals(List.of(8, 8)));
        assertThat(browser.numbers("#columns .panel", "data-last")).containsExactly(70, 70);
        browser.assertClean();
    }

    @Test
    void theNewestReportIsInTheHeatMapToo() {
        open();
        Object place = browser.driver().executeAsyncScript("""
                import('/gradientflow/heatmap.js').then(({layout}) => {
                  const row = iteration => ({iteration, absent: false});
                  const {x} = layout([row(0), row(10)], {domain: [-1, 1], scale: 'linear', constant: 1}, {width: 300, height: 200});
                  arguments[0]((x(10) - x.range()[0]) / (x.range()[1] - x.range()[0]));
                });""");
        assertThat(((Number) place).doubleValue()).isEqualTo(0.5);
    }

    @Test
    void gradientsThatAreAllZeroAreSaidToBe() {
        StatsStorage storage = new InMemoryStatsStorage();
        Recorded dead = Recorded.session("dead").begin(storage);
        for (int i = 0; i < 3; i++) {
            storage.putUpdate(dead.silent(i));
        }
        ui.attach(storage);
        open();
        browser.until("marked", () -> !browser.all("#flows path.zero").isEmpty());
        assertThat(browser.one("#flows svg").getText()).doesNotContain("no spread recorded", "10⁻");
        browser.assertClean();
    }

    @Test
    void aSingleReportHasNoOtherIterations() {
        watched("single", 1);
        browser.until(
                "drawn", () -> browser.numbers("#columns .panel", "data-drawn").equals(List.of(1, 1)));
        assertThat(browser.all("#columns svg text:not(.value)"))
                .extracting(WebElement::getText)
                .containsOnly("0", "iteration");
        browser.assertClean();
    }

    @Test
    void whatIsReadByKeyboardStaysWhenReportsCome() {
        StatsStorage storage = new InMemoryStatsStorage();
        Recorded recorded = Recorded.session("read").begin(storage).put(storage, 0, 40);
        ui.attach(storage);
        open();
        browser.until("drawn", () -> browser.all("#grid .panel").size() == 6);
        WebElement panel = browser.all("#grid .panel").get(3);
        browser.script("arguments[0].focus()", panel);
        panel.sendKeys(Keys.HOME, Keys.PAGE_UP);
        int before = Integer.parseInt(panel.getDomAttribute("aria-valuenow"));
        // Of 41 to 49 reports every second is shown: others with each that comes.
        for (int i = 40; i < 49; i++) {
            recorded.put(storage, i, i + 1);
            int newest = 10 * i;
            browser.until(
                    "the next",
                    () -> browser.numbers("#grid .panel", "data-last").stream().allMatch(last -> last == newest));
        }
        assertThat(browser.driver().switchTo().activeElement()).isEqualTo(panel);
        assertThat(Integer.parseInt(panel.getDomAttribute("aria-valuenow"))).isBetween(before - 10, before + 10);
        browser.assertClean();
    }

    @Test
    void withoutAServerWhatWasLoadedCanStillBeLookedAt() {
        watched("ended", 5);
        browser.until(
                "drawn", () -> browser.numbers("#columns .panel", "data-drawn").equals(List.of(5, 5)));
        browser.script("window.fetch = () => Promise.reject(new TypeError('gone'))");
        browser.until(
                "it says so",
                () -> browser.one("#status").getText().equals("No answer from the UI server; trying again"));
        show("heatmap");
        browser.script(
                "const select = document.querySelector('#parameter'); select.value = '1_W'; select.dispatchEvent(new Event('change'))");
        browser.until(
                "what was not loaded", () -> browser.all("#columns svg .absent").size() == 2);
        assertThat(browser.all("#columns svg .absent"))
                .extracting(WebElement::getText)
                .containsOnly("not loaded yet");
        browser.assertClean();
    }

    @Test
    void aSessionsNameIsTextAndNeverMarkup() {
        String name = "</script><script>window.attacked=true</script><img src=x onerror='window.attacked=true'>";
        StatsStorage storage = new InMemoryStatsStorage();
        new Recorded(name, "<b>w</b>", 1000, List.of("0_W", "<i>x</i>_b"))
                .begin(storage)
                .put(storage, 0, 3);
        ui.attach(storage);
        open();
        browser.until("drawn", () -> browser.all("#grid .panel").size() == 2);
        assertThat(browser.one("#columns h3").getText()).isEqualTo(name);
        assertThat(browser.all("#main img, #main b, #main i, #main script")).isEmpty();
        assertThat(browser.script("return window.attacked")).isEqualTo(false);
        browser.assertClean();
    }

    @Test
    void whatTheDoctorSaidStandsBesideTheSessionsName() {
        BatchFileStatsStorage storage =
                new BatchFileStatsStorage(folder.resolve("stats").toFile());
        Recorded.session("examined").begin(storage).put(storage, 0, 3);
        ui.attach(storage);
        open();
        browser.until(
                "not examined yet",
                () -> browser.all(".doctor").size() == 1
                        && browser.one(".doctor").getText().equals("– not examined"));
        storage.diagnosed(new DiagnosisRecord(
                Outcome.SICK,
                "<b>the gradient</b> vanishes",
                "a fresh network",
                List.of(new FindingRecord(
                        "vanishing",
                        "too small",
                        "severe",
                        "0",
                        null,
                        0.9,
                        new TreeMap<>(Map.of("smallest over largest", 3.5e-4, "skill", Double.NEGATIVE_INFINITY)),
                        "it is small")),
                null,
                List.of()));
        browser.until(
                "and then it comes by itself",
                () -> browser.one(".doctor").getText().startsWith("✗ sick"));
        assertThat(browser.one(".doctor").getText())
                .contains("vanishing in layer 0", "<b>the gradient</b> vanishes", "from a new network")
                .doesNotContain("smallest over largest");
        browser.one(".doctor summary").click();
        assertThat(browser.one(".doctor").getText())
                .contains(
                        "smallest over largest",
                        "3.5×10⁻⁴",
                        "−∞",
                        "Examined: a fresh network.",
                        "gradientflow explain vanishing");
        browser.assertClean();
    }

    @Test
    void scriptThatGotIntoThePageWouldBeRefused() {
        open();
        browser.until("loaded", () -> browser.one("#empty").isDisplayed());
        browser.script("const image = document.createElement('img'); image.src = 'data:,';"
                + "image.setAttribute('onerror', 'window.attacked = true'); document.body.append(image);"
                + "const script = document.createElement('script'); script.textContent = 'window.attacked = true';"
                + "document.body.append(script); fetch('https://example.invalid/').catch(() => {});");
        browser.until(
                "the policy refuses all three", () -> ((List<?>) browser.script("return window.refused")).size() == 3);
        assertThat((List<?>) browser.script("return window.refused.map(each => each.split(' ')[0])"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrder("script-src-attr", "script-src-elem", "connect-src");
        assertThat(browser.script("return window.attacked")).isEqualTo(false);
        browser.driver().manage().logs().get("browser"); // read, so that they are not held against another test
    }

    /** Those for all reports; the polls that follow ask for what is newer. */
    private static final String DATA_REQUESTS =
            "performance.getEntriesByType('resource').filter(r => r.name.includes('/gradientflow/data/reports') && r.name.includes('&since=0&'))";

    @Test
    void tenSessionsOfAThousandReportsLoadWithOneRequestEach() {
        for (int i = 0; i < 10; i++) {
            StatsStorage storage =
                    new BatchFileStatsStorage(folder.resolve("stats-" + i).toFile());
            Recorded recorded = new Recorded(
                            "session-" + i, "w", 1000 + i, Recorded.session("").parameters())
                    .begin(storage);
            storage.putUpdate(
                    IntStream.range(0, 1000).mapToObj(recorded::report).toList());
            ui.attach(storage);
        }
        browser.open(ui.address() + "/gradientflow#all");
        browser.until(
                "all ten in full",
                () -> browser.numbers("#columns .panel", "data-rows").equals(Collections.nCopies(20, 1000)));
        // No time: that depends on what else the machine does. What it comes from does not.
        Number requests = (Number) browser.script("return " + DATA_REQUESTS + ".length");
        assertThat(requests.intValue())
                .as("one a session, and one for the session in detail")
                .isEqualTo(11);
        Number bytes =
                (Number) browser.script("return " + DATA_REQUESTS + ".reduce((sum, r) => sum + r.decodedBodySize, 0)");
        assertThat(bytes.intValue()).isBetween(1_000_000, 2_500_000);
        open();
        browser.until(
                "the newest four unless asked",
                () -> browser.all("#columns article").size() == 4);
        browser.script("document.getElementById('choose-all').click()");
        browser.until("all", () -> browser.all("#columns article").size() == 10);
        browser.assertClean();
    }

    @Test
    void isReadableInANarrowWindowAndInTheDark() {
        StatsStorage storage = new InMemoryStatsStorage();
        for (String name : List.of("one", "two", "three")) {
            Recorded.session(name).begin(storage).put(storage, 0, 30);
        }
        ui.attach(storage);
        browser.resize(700, 900);
        try {
            open();
            browser.until("drawn", () -> browser.all("#columns article").size() == 3);
            assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            browser.script("document.querySelector('#choose').open = true");
            assertThat((Boolean)
                            browser.script("return document.querySelector('.menu').getBoundingClientRect().left >= 0"))
                    .isTrue();
            browser.script("document.querySelector('#choose').open = false");
            // no two labels of a chart meet
            assertThat(browser.script("""
                            const meet = [];
                            for (const svg of document.querySelectorAll('svg')) {
                              const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
                              boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
                                if (p.left < q.right && q.left < p.right && p.top + 3 < q.bottom && q.top + 3 < p.bottom) meet.push(a + ' | ' + b);
                              }));
                            }
                            return meet;""")).isEqualTo(List.of());
            Object light = browser.script("return getComputedStyle(document.body).backgroundColor");
            browser.driver()
                    .executeCdpCommand(
                            "Emulation.setEmulatedMedia",
                            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
            assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                    .isNotEqualTo(light);
            browser.assertClean();
        } finally {
            browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
            browser.resize(1400, 1000);
        }
    }
}
