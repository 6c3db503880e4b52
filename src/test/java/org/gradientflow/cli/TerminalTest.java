package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gradientflow.cli.fixture.Program;
import org.gradientflow.storage.ModelFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a terminal shows: a bar, and Ctrl-C beside it. */
@EnabledOnOs(OS.LINUX)
class TerminalTest {
    private static final String CTRL_C = "\u0003";

    @TempDir
    Path folder;

    @BeforeAll
    static void aTerminalCanBeMade() throws Exception {
        assumeThat(Path.of("/usr/bin/script")).exists();
        ProgramTest.assumeThatCtrlCWorks();
    }

    @Test
    void ctrlCBesideATrainingsBarWritesWholeFiles() throws Exception {
        Path out = folder.resolve("out");
        try (Program program =
                Program.startOnTerminal(folder, "two-layer", "--no-ui", "--steps=1000000", "--out", out)) {
            program.awaitOut("steps/s loss");
            program.type(CTRL_C);

            assertThat(program.exitCode()).isEqualTo(130);
            assertThat(program.out()).contains("two-layer was stopped at step");
            WholeFiles.check(
                    out, ModelFile.read(out.resolve("two-layer/model.zip")).step());
        }
    }

    @Test
    void ctrlCBesideASweepsBarTellsHowToGoOn() throws Exception {
        Path out = folder.resolve("sweep.csv");
        try (Program program = Program.startOnTerminal(folder, "sweep", "--seeds=100000", "--yes", "--out", out)) {
            program.awaitOut("/100000 networks");
            program.type(CTRL_C);

            assertThat(program.exitCode()).isEqualTo(130);
            assertThat(program.out())
                    .contains("stopped; run the same command again to continue " + out)
                    .doesNotContain("WARNING");
            assertThat(Files.readString(out)).endsWith("\n");
        }
    }
}
