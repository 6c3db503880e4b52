package org.gradientflow.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.gradientflow.cli.fixture.Cli;
import org.gradientflow.cli.fixture.NeedsFonts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsFonts
class SweepReportCommandTest {
    @TempDir
    static Path folder;

    private static Path map;

    @BeforeAll
    static void sweep() {
        map = folder.resolve("map.csv");
        Cli.run(
                "sweep",
                "--layers",
                "2..4",
                "--init",
                "normal:1e-3..1:5",
                "--updater",
                "sgd,adam",
                "--seeds",
                "6",
                "--steps",
                "1500",
                "--learning-rate",
                "0.01",
                "--out",
                map);
    }

    private static Path report(Path file, String name) {
        Path out = folder.resolve(name);
        Cli result = Cli.run("sweep-report", file, "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        return out;
    }

    @Test
    void theSameResultsGiveTheSameBytesInAnyLocale() {
        Map<Path, String> first = Cli.contents(report(map, "first"));
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            Path second = report(map, "second");
            first.forEach((file, content) -> {
                if (Files.isRegularFile(file)) {
                    assertThat(second.resolve(file.getFileName())).hasSameBinaryContentAs(file);
                }
            });
            assertThat(Cli.contents(second)).hasSameSizeAs(first).hasSize(5);
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void thePageNeedsNothingBesideItAndNamesTheBorder() throws IOException {
        String page = Files.readString(report(map, "page").resolve("report.html"));

        assertThat(page).startsWith("<!DOCTYPE html>").contains("default-src 'none'", "--ink:");
        assertThat(page).doesNotContainIgnoringCase("<script", "http:", "https:", "url(", "<link", "onload");
        assertThat(Pattern.compile("<img src=\"data:image/png;base64,[^\"]+\"[^>]* alt=\"[^\"]{30,}\"")
                        .matcher(page)
                        .results())
                .hasSize(2);
        String words = page.replaceAll("base64,[^\"]+", "");
        assertThat(words).doesNotContain("NaN", "${");
        // rate 0.01, 1,500 steps: 15 times two thirds is 10, and sqrt(2/16) / 10 is 0.035.
        assertThat(words).containsPattern("<td>3</td><td>SGD</td><td>[^<]+</td><td>0.035</td>");
        assertThat(words).contains("1,500 steps, width of the hidden layers 16");
    }

    @Test
    void theMapShowsBothEndsOfTheRampAndThePrediction() throws IOException {
        BufferedImage image =
                ImageIO.read(report(map, "picture").resolve("map.png").toFile());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());

        assertThat(Arrays.stream(pixels).filter(pixel -> pixel == 0xff0b2f60).count())
                .as("all trained")
                .isGreaterThan(10_000);
        assertThat(Arrays.stream(pixels).filter(pixel -> pixel == 0xffeef2f7).count())
                .as("none trained")
                .isGreaterThan(10_000);
        assertThat(Arrays.stream(pixels).filter(pixel -> pixel == 0xffd55e00).count())
                .as("the predicted border, in each panel more than in the legend")
                .isGreaterThan(1_000);
    }

    @Test
    void theTableHasEveryCell() throws IOException {
        List<String> lines = Files.readAllLines(report(map, "table").resolve("cells.csv"));

        assertThat(lines).hasSize(1 + 3 * 5 * 2);
        assertThat(lines.get(0))
                .isEqualTo(
                        "layers,width,init,bias,updater,learningRate,batch,lossScope,networks,trained,rate,low,high,silent");
        assertThat(lines)
                .contains(
                        "2,16,normal:0.001,same,sgd,0.01,1,first-element,6,0,0.0000,0.0000,0.3903,0",
                        "3,16,normal:0.1778,same,adam,0.01,1,first-element,6,6,1.0000,0.6097,1.0000,0");
    }

    @Test
    void withoutTheRecordOfItsGridNoBorderIsPredicted() throws IOException {
        Path alone = Files.copy(map, folder.resolve("alone.csv"));
        String page = Files.readString(report(alone, "alone").resolve("report.html"));

        assertThat(page.replaceAll("base64,[^\"]+", ""))
                .doesNotContain("predicted and measured", "1,500 steps")
                .contains("Share of networks that trained");
    }

    @Test
    void cellsThatAreNoGridHaveRatesAndNoMap() throws IOException {
        Path cases = folder.resolve("cases.csv");
        Cli.run("sweep", "two-layer", "three-layer-xavier", "--seeds", "3", "--steps", "20", "--out", cases);
        Path out = report(cases, "cases");

        assertThat(out.resolve("rates.png")).exists();
        assertThat(out.resolve("map.png")).doesNotExist();
    }

    @Test
    void whatHasNoNameIsRefused() {
        for (String nameless : List.of("/", "")) {
            Cli.assertRefused(folder, "FILE must name a sweep's rows", "sweep-report", nameless);
        }
    }

    @Test
    void whatIsNoSweepIsRefused() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), "a,b\n1,2\n");
        for (Path file : List.of(wrong, folder.resolve("missing.csv"), folder)) {
            Map<Path, String> before = Cli.contents(folder);
            Cli result = Cli.run("sweep-report", file);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).startsWith("gradientflow: " + file + ":").hasLineCount(1);
            assertThat(Cli.contents(folder)).isEqualTo(before);
        }
    }
}
