package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gradientflow.recording.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that is full, as a limit on the size of files gives it, and a folder that vanishes: one line that names the file,
 * exit code 2, and nothing lost that was whole.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class FaultTest {
    @TempDir
    Path folder;

    private static void assertFull(Program program, String start) throws InterruptedException {
        assertOneLine(program, start);
        assertThat(program.err()).endsWith("; make room there or choose another place" + System.lineSeparator());
    }

    private static void assertOneLine(Program program, String start) throws InterruptedException {
        assertThat(program.exitCode()).as(program.err()).isEqualTo(2);
        assertThat(program.err().lines().filter(line -> !line.contains(" steps, ") && !line.contains(" networks, ")))
                .singleElement()
                .asString()
                .startsWith("gradientflow: " + start);
    }

    /** Too little for the histograms at once, and after some steps. */
    @ParameterizedTest
    @ValueSource(ints = {64, 1_100})
    void aTrainingOnAFullDisk(int kilobytes) throws Exception {
        try (Program program = Program.startLimited(
                folder, kilobytes, "run", "two-layer", "--no-ui", "--steps=2000", "--every=1", "--out", "out")) {
            assertFull(program, "out/two-layer/");
        }
        assertThat(finished(folder.resolve("out"))).isEmpty();
    }

    @Test
    void aSweepOnAFullDiskGoesOnWhenThereIsRoom() throws Exception {
        String[] arguments = {"sweep", "--layers=2,3", "--seeds=40", "--steps=20", "--out"};
        Path rows = folder.resolve("rows.csv");
        try (Program program = Program.startLimited(
                folder, 4, Stream.concat(Stream.of(arguments), Stream.of(rows)).toArray())) {
            assertFull(program, rows + ": can't be written: ");
        }
        assertThat(Files.size(rows)).isEqualTo(4 * 1024);

        Path whole = folder.resolve("whole.csv");
        assertThat(Cli.run(Stream.concat(Stream.of(arguments), Stream.of(rows)).toArray())
                        .code())
                .isZero();
        assertThat(Cli.run(Stream.concat(Stream.of(arguments), Stream.of(whole)).toArray())
                        .code())
                .isZero();
        assertThat(rows).hasSameBinaryContentAs(whole);
    }

    @Test
    void picturesOnAFullDisk() throws Exception {
        Path out = SavedRun.copyTo(folder.resolve("out"));
        List<String> before = finished(out);
        try (Program report = Program.startLimited(folder, 32, "report", "out")) {
            assertFull(report, "out/report/");
        }
        try (Program export = Program.startLimited(folder, 32, "export-tensorboard", "out", "logs")) {
            assertFull(export, "logs/train_log_layer2");
        }
        assertThat(finished(out)).isEqualTo(before);
        assertThat(finished(folder.resolve("logs"))).isEmpty();
        assertThat(Cli.run("export-tensorboard", out, folder.resolve("logs")).code())
                .isZero();
    }

    @Test
    void aFolderThatVanishesWhileItIsTrainedInto() throws Exception {
        Path out = folder.resolve("out");
        try (Program program =
                Program.startTuned(folder, "two-layer", "--no-ui", "--steps=20000", "--every=1", "--out", "out")) {
            Wait.until("the training has begun", () -> Files.exists(out.resolve("two-layer/trace.csv.part")));
            // In one step: the training makes files meanwhile.
            Files.move(out, folder.resolve("elsewhere"));
            assertOneLine(program, "out/two-layer/");
        }
    }

    @Test
    void aFileInPlaceOfTheFolderOfFigures() throws Exception {
        Path out = SavedRun.copyTo(folder.resolve("out"));
        Files.writeString(out.resolve("report"), "precious");
        Cli.assertRefused(folder, out.resolve("report") + ": is not a folder", "report", out);
    }

    private static List<String> finished(Path below) throws IOException {
        return List.copyOf(KillTest.finished(below).keySet());
    }
}
