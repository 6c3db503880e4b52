package org.gradientflow.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser, without a window, with an empty profile, that asks no host but the one that it is told to. */
final class Chromium implements AutoCloseable {

    /** Held here, or its level would be forgotten: Selenium warns that it is older than the browser. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        // Once: each one more would count each refusal once more.
        driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "window.refused = []; addEventListener('securitypolicyviolation',"
                                + " event => window.refused.push(event.violatedDirective + ' ' + event.blockedURI));"
                                + " window.attacked = false;"));
    }

    /** Skips the test where there is no browser; with {@code CI=true} in the environment it fails instead. */
    static Chromium start(Path profile) {
        Optional<File> browser = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<File> driver = onPath("chromedriver");
        if (browser.isEmpty() || driver.isEmpty()) {
            String why = "no Chromium here: apt-get install chromium chromium-driver";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(why);
            }
            System.out.println("The browser tests are skipped: " + why);
            Assumptions.abort(why);
        }
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1400,1000",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return new Chromium(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.orElseThrow())
                        .build(),
                options));
    }

    private static Optional<File> onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toFile)
                .findFirst();
    }

    void open(String url) {
        driver.get(url);
    }

    /** And waits until the page is laid out and drawn for it. */
    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        until("laid out", () -> script("return innerWidth").equals((long) width));
        driver.executeAsyncScript(
                "requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(arguments[0])))");
    }

    ChromeDriver driver() {
        return driver;
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    void until(String what, Supplier<Boolean> condition) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(25))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(what)
                .until(page -> condition.get());
    }

    /** The numbers that charts carry in a {@code data-} attribute. */
    List<Integer> numbers(String selector, String attribute) {
        return all(selector).stream()
                .map(each -> each.getDomAttribute(attribute))
                .map(text -> text == null || text.isEmpty() ? -1 : Integer.parseInt(text))
                .toList();
    }

    /** How many pixels of a chart differ from its empty background. */
    long inked(String selector) {
        return ((Number) script("""
                        const canvas = document.querySelector(arguments[0]);
                        const copy = new OffscreenCanvas(canvas.width, canvas.height);
                        const context = copy.getContext('2d', {willReadFrequently: true});
                        context.drawImage(canvas, 0, 0);
                        const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
                        let inked = 0;
                        for (let i = 3; i < data.length; i += 4) inked += data[i] > 0;
                        return inked;""", selector)).longValue();
    }

    /** Nothing in the console, nothing that the policy had to refuse, nothing that was asked of another host. */
    void assertClean() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .extracting(LogEntry::getMessage)
                .isEmpty();
        assertThat(script("return window.refused")).isEqualTo(List.of());
        assertThat(script("return performance.getEntriesByType('resource').map(each => new URL(each.name).origin)"
                        + ".filter(origin => origin !== location.origin)"))
                .isEqualTo(List.of());
    }

    @Override
    public void close() {
        List<ProcessHandle> processes = ProcessHandle.current().descendants().toList();
        driver.quit();
        // Of these, those of the browser write into the profile as long as they run.
        CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, 30, TimeUnit.SECONDS)
                .join();
    }
}
