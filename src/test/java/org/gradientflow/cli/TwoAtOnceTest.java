package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private Program run(String out) throws IOException {
        return Program.startSmall(
                folder, "run", "two-layer", "--steps=" + STEPS, "--no-ui", "--no-diagnosis", "--out=" + out);
    }

    @Test
    void runsInOneFolderGiveItToOne() throws Exception {
        try (Program one = run("same");
                Program two = run("same");
                Program alone = run("other")) {
            assertThat(List.of(one.exitCode(), two.exitCode())).containsExactlyInAnyOrder(0, 2);
            Program refused = one.exitCode() == 2 ? one : two;
            assertThat(refused.err())
                    .isEqualTo("gradientflow: same: exists already, and nothing is overwritten; choose another name"
                            + System.lineSeparator());
            assertThat(alone.exitCode()).isZero();
        }
        WholeFiles.check(folder.resolve("same"), STEPS);
        Path trace = Path.of("two-layer", "trace.csv");
        assertThat(folder.resolve("same").resolve(trace))
                .hasSameBinaryContentAs(folder.resolve("other").resolve(trace));
    }

    @Test
    void aReportOfARunThatIsStillWrittenIsRefusedAndTheRunGoesOn() throws Exception {
        try (Program run = run("running")) {
            run.awaitError("two-layer:");
            Cli report = Cli.run(
                    "report",
                    folder.resolve("running").toString(),
                    "--out",
                    folder.resolve("report").toString());
            if (!Files.exists(folder.resolve("running").resolve("summary.json"))) {
                assertThat(report.code()).isEqualTo(2);
                assertThat(report.err()).hasLineCount(1);
            }
            assertThat(run.exitCode()).isZero();
        }
        WholeFiles.check(folder.resolve("running"), STEPS);
    }
}
