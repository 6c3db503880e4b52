package org.gradientflow.cli.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gradientflow.cli.fixture.NeedsFonts;
import org.gradientflow.cli.fixture.SavedRun;
import org.gradientflow.cli.fixture.SavedRun.Outcome;
import org.gradientflow.observation.FirstLayerFlow;
import org.gradientflow.report.data.CaseData;
import org.gradientflow.report.data.RunData;
import org.gradientflow.storage.DiagnosisRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsFonts
class ReportCommandTest {
    private static final List<String> FIGURES = List.of(
            "estimates",
            "gradient-by-layer",
            "gradient-spread",
            "gradients",
            "gradients-one-scale",
            "loss",
            "movement",
            "weights");

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void copy() throws IOException {
        out = SavedRun.copyTo(folder.resolve("out"));
    }

    private static Outcome report(Path out) {
        return SavedRun.command("report", out.toString());
    }

    private static void assertRefused(Outcome outcome, String... said) {
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("gradientflow: ").hasLineCount(1).contains(said);
    }

    private static Map<String, byte[]> files(Path out) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("report.html", Files.readAllBytes(out.resolve("report.html")));
        try (Stream<Path> pictures = Files.list(out.resolve("report"))) {
            for (Path picture : pictures.toList()) {
                files.put(picture.getFileName().toString(), Files.readAllBytes(picture));
            }
        }
        return files;
    }

    @Test
    void theSameRunGivesTheSameBytesInAnyLocaleAndTimeZone() throws IOException {
        assertThat(report(out).code()).isZero();
        Map<String, byte[]> first = files(out);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(report(out).code()).isZero();
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        Map<String, byte[]> second = files(out);
        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void everyFigureShowsEachCase() throws IOException {
        Outcome outcome = report(out);

        assertThat(outcome.out()).contains("report.html and 8 figures");
        assertThat(files(out).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(FIGURES.stream().map(name -> name + ".png"), Stream.of("report.html"))
                                .toList());
        for (String name : FIGURES) {
            BufferedImage image =
                    ImageIO.read(out.resolve("report").resolve(name + ".png").toFile());
            assertThat(image.getWidth()).as(name).isEqualTo(1_920);
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            // Blue, vermilion and green: each of the three cases is in every figure.
            assertThat(Arrays.stream(pixels).filter(ReportCommandTest::isBlue).count())
                    .as(name + ": blue")
                    .isGreaterThan(300);
            assertThat(Arrays.stream(pixels)
                            .filter(ReportCommandTest::isVermilion)
                            .count())
                    .as(name + ": vermilion")
                    .isGreaterThan(300);
            assertThat(Arrays.stream(pixels).filter(ReportCommandTest::isGreen).count())
                    .as(name + ": green")
                    .isGreaterThan(300);
        }
    }

    private static boolean isBlue(int pixel) {
        return (pixel & 0xff) > 40 + (pixel >> 16 & 0xff);
    }

    private static boolean isVermilion(int pixel) {
        return (pixel >> 16 & 0xff) > 60 + (pixel & 0xff);
    }

    private static boolean isGreen(int pixel) {
        return (pixel >> 8 & 0xff) > 40 + (pixel >> 16 & 0xff) && (pixel >> 8 & 0xff) > 20 + (pixel & 0xff);
    }

    @Test
    void thePageNeedsNoOtherFile() throws IOException {
        report(out);
        String page = Files.readString(out.resolve("report.html"));

        assertThat(page).startsWith("<!DOCTYPE html>").contains("default-src 'none'");
        assertThat(page).doesNotContainIgnoringCase("<script", "http:", "https:", "url(", "<link", "onload");
        assertThat(Pattern.compile("src=\"(?!data:image/png;base64,)")
                        .matcher(page)
                        .find())
                .isFalse();
        assertThat(Pattern.compile("<img src=\"data:image/png;base64,[^\"]+\"[^>]* alt=\"[^\"]{30,}\"")
                        .matcher(page)
                        .results())
                .hasSize(FIGURES.size());
        assertThat(page).contains("three-layer-xavier<small>1-16-16-1, weights xavier-uniform, biases 0.1");
        assertThat(page).contains("not in this run", "This claim needs batch-first-element and autoencoder");
        assertThat(page.replaceAll("base64,[^\"]+", "")).doesNotContain("NaN");
    }

    @Test
    void thePageShowsTheDiagnoses() throws IOException {
        new DiagnosisRecord(DiagnosisRecord.Outcome.HEALTHY, "it learns", "a fresh network", List.of(), null, List.of())
                .write(out.resolve("two-layer"));
        report(out);
        String page = Files.readString(out.resolve("report.html"));
        assertThat(page).contains("✓ healthy", "It learns.", "Examined: a fresh network.");
        assertThat(page.split("– not examined", -1)).hasSize(3);

        Files.writeString(out.resolve("two-layer/diagnosis.json"), "{");
        assertRefused(report(out), "diagnosis.json: is damaged");
    }

    @Test
    void aReportReplacesOnlyItsOwnFiles() throws IOException {
        Path mine = Files.createDirectory(out.resolve("report")).resolve("mine.png");
        Files.writeString(mine, "mine");
        Files.writeString(out.resolve("report.html"), "old");
        byte[] trace = Files.readAllBytes(out.resolve("two-layer/trace.csv"));

        assertThat(report(out).code()).isZero();

        assertThat(mine).hasContent("mine");
        assertThat(out.resolve("report.html")).isNotEmptyFile();
        assertThat(Files.readString(out.resolve("report.html"))).isNotEqualTo("old");
        assertThat(out.resolve("two-layer/trace.csv")).hasBinaryContent(trace);
        try (Stream<Path> files = Files.walk(out)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    @Test
    void aFolderThatIsNotARunIsRefused() {
        assertRefused(report(folder), "not the folder of a finished run");
        assertRefused(report(folder.resolve("missing")), "missing: no such file or folder");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void aRunWithAMissingOrTruncatedFileIsRefused() throws IOException {
        Path flow = out.resolve("two-layer/flow.bin");
        byte[] bytes = Files.readAllBytes(flow);
        Files.write(flow, Arrays.copyOf(bytes, bytes.length - 20));
        assertRefused(report(out), "flow.bin: is truncated");
        Files.delete(flow);
        assertRefused(report(out), "flow.bin: no such file or folder");
        Files.write(flow, bytes);

        Path trace = out.resolve("three-layer/trace.csv");
        List<String> lines = Files.readAllLines(trace);
        Files.write(trace, lines.subList(0, 500));
        assertRefused(report(out), "trace.csv: is truncated: it ends with step 499 of 1,100");
        Files.write(
                trace,
                Stream.concat(lines.subList(0, 500).stream(), Stream.of("499,0.1"))
                        .toList());
        assertRefused(report(out), "trace.csv:501: is not a whole line");
        Files.write(trace, lines.subList(0, 1));
        assertRefused(report(out), "trace.csv: is truncated: it ends with step 0 of 1,100");
        Files.writeString(trace, "");
        assertRefused(report(out), "trace.csv: does not begin with step,x0,loss,estimate0");
        assertThat(out.resolve("report.html")).doesNotExist();
    }

    @Test
    void aFileInPlaceOfTheFolderForFiguresIsNamed() throws IOException {
        Files.writeString(out.resolve("report"), "mine");
        assertRefused(report(out), "report: is not a folder");
        assertThat(out.resolve("report")).hasContent("mine");
    }

    @Test
    void aRunThatDivergedIsDrawnAsFarAsItIsFinite() throws IOException {
        Path diverged = folder.resolve("diverged");
        SavedRun.command(
                "run",
                "two-layer",
                "--no-ui",
                "--no-diagnosis",
                "--steps",
                "60",
                "--learning-rate",
                "1e20",
                "--clip",
                "Infinity",
                "--init",
                "normal:1",
                "--out",
                diverged.toString());

        Outcome outcome = report(diverged);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(Files.readString(diverged.resolve("report.html"))).contains("<td>NaN</td>");
    }

    @Test
    void aRunOfOneStepAndAResumedRunAreDrawn() throws IOException {
        Path one = folder.resolve("one");
        SavedRun.command(
                "run", "three-layer-xavier-adam", "--no-ui", "--no-diagnosis", "--steps", "1", "--out", one.toString());
        assertThat(report(one).code()).isZero();

        Path more = folder.resolve("more");
        SavedRun.command(
                "resume",
                one.resolve("three-layer-xavier-adam/model.zip").toString(),
                "--no-ui",
                "--no-diagnosis",
                "--steps",
                "40",
                "--out",
                more.toString());
        Outcome outcome = report(more);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(Files.readString(more.resolve("report.html")))
                .contains("resumes at step 1, so", "W:0 over steps 10 to 40", "step 10 at the back")
                .doesNotContain("is left out");
    }

    @Test
    void aRunResumedAfterStep1000MeasuresFromTheTrueStartAndLeavesOutFiguresWithoutData() throws IOException {
        Path more = folder.resolve("more");
        SavedRun.command(
                "resume",
                out.resolve("two-layer/model.zip").toString(),
                "--no-ui",
                "--no-diagnosis",
                "--steps",
                "101",
                "--out",
                more.toString());
        CaseData resumed = RunData.read(more).cases().get(0);
        FirstLayerFlow.Figures table = resumed.summary().firstLayer();
        assertThat(resumed.movedFrom()).isZero();
        // The table is of the weights after step 1,200, the last recorded ones are those before it.
        assertThat(resumed.moved().at(1_200)).isCloseTo(table.displacement(), withinPercentage(2));
        assertThat(resumed.movedRelative().at(1_200)).isCloseTo(table.relativeDisplacement(), withinPercentage(2));

        assertThat(report(more).code()).isZero();

        assertThat(files(more)).containsOnlyKeys("report.html", "movement.png", "loss.png", "estimates.png");
        assertThat(Files.readString(more.resolve("report.html")))
                .contains("two-layer resumes at step 1,100, so", "a figure without any case is left out")
                .doesNotContain("over steps 0 to 1,000\"", "is unknown");

        Files.delete(more.resolve("two-layer/model.zip"));
        assertThat(RunData.read(more).cases().get(0).movedFrom()).isEqualTo(1_100);
        assertThat(report(more).code()).isZero();
        assertThat(Files.readString(more.resolve("report.html")))
                .contains("The start of two-layer is unknown: its movement is measured from step 1,100");
    }

    @Test
    void aModelThatIsDamagedIsRefused() throws IOException {
        Path more = folder.resolve("more");
        SavedRun.command(
                "resume",
                out.resolve("two-layer/model.zip").toString(),
                "--no-ui",
                "--no-diagnosis",
                "--steps",
                "1",
                "--out",
                more.toString());
        Files.writeString(more.resolve("two-layer/model.zip"), "no model");
        assertRefused(report(more), "model.zip: is not a complete zip file");
    }

    @Test
    void theCaptionSaysThatTheLayersPoolRecordedStepsOnly() throws IOException {
        report(out);
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("pooled over the recorded steps from 0 to 1,000, one step in 10. The table pools every step");
    }
}
