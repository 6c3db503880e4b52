package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gradientflow.cli.fixture.Cli;
import org.gradientflow.cli.fixture.NeedsFonts;
import org.gradientflow.cli.fixture.Program;
import org.gradientflow.cli.run.ReplayCommandTest;
import org.gradientflow.recording.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two commands that want the same folder: one of them gets it, and is not disturbed. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class TwoAtOnceTest {
    private static final int STEPS = 300;

    @TempDir
    private Path folder;

    /** Of a training that takes longer than a report. */
    private static final int LONG = 12_000;

    private Program run(String out, int steps) throws IOException {
        return Program.startSmall(
                folder, "run", "two-layer", "--steps=" + steps, "--no-ui", "--no-diagnosis", "--out=" + out);
    }

    /** What the one of two is told that does not get what both want. */
    private static String refusal(Program one, Program two) throws Exception {
        assertThat(List.of(one.exitCode(), two.exitCode())).containsExactlyInAnyOrder(0, 2);
        return (one.exitCode() == 2 ? one : two).err();
    }

    @Test
    void runsInOneFolderGiveItToOne() throws Exception {
        try (Program one = run("same", STEPS);
                Program two = run("same", STEPS);
                Program alone = run("other", STEPS)) {
            assertThat(refusal(one, two))
                    .isEqualTo("gradientflow: same: exists already, and nothing is overwritten; choose another name"
                            + System.lineSeparator());
            assertThat(alone.exitCode()).isZero();
        }
        WholeFiles.check(folder.resolve("same"), STEPS);
        Path trace = Path.of("two-layer", "trace.csv");
        assertThat(folder.resolve("same").resolve(trace))
                .hasSameBinaryContentAs(folder.resolve("other").resolve(trace));
    }

    private Program replay(String out) throws IOException {
        return Program.startSmall(
                folder, ReplayCommandTest.recorded("--steps=300", "--out", out).toArray());
    }

    @Test
    void replaysIntoOneFileGiveItToOne() throws Exception {
        try (Program one = replay("same.csv");
                Program two = replay("same.csv");
                Program alone = replay("other.csv")) {
            assertThat(refusal(one, two))
                    .endsWith("gradientflow: same.csv: exists already, and nothing is overwritten; choose another name"
                            + System.lineSeparator());
            assertThat(alone.exitCode()).isZero();
        }
        assertThat(folder.resolve("same.csv")).hasSameBinaryContentAs(folder.resolve("other.csv"));
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    @NeedsFonts
    void aReportOfARunThatIsStillWrittenIsRefusedAndTheRunGoesOn() throws Exception {
        Path running = folder.resolve("running");
        try (Program run = run("running", LONG)) {
            Wait.until("the training has begun", () -> Program.isWriting(running.resolve("two-layer/trace.csv")));
            Cli report = Cli.run("report", running);
            assertThat(running.resolve("summary.json")).doesNotExist();
            assertThat(report.code()).isEqualTo(2);
            assertThat(report.err()).hasLineCount(1).contains("is not the folder of a finished run");
            assertThat(run.exitCode()).isZero();
        }
        WholeFiles.check(running, LONG);
    }
}
