package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradientflow.cli.fixture.Cli;
import org.gradientflow.cli.fixture.Program;
import org.gradientflow.cli.run.ReplayCommandTest;
import org.gradientflow.cli.terminal.Jvm;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.recording.Wait;
import org.gradientflow.storage.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only real processes show: the relaunch, signals, sudden death. */
@EnabledOnOs({OS.LINUX, OS.MAC})
public class ProgramTest {
    @TempDir
    Path folder;

    /** A shell without job control has its background jobs ignore Ctrl-C, and so do their children. */
    public static void assumeThatCtrlCWorks() throws Exception {
        assumeThat(ignoredSignals() & 2).isZero();
    }

    /** Bit 0 is SIGHUP, bit 1 SIGINT; none where the system does not tell. */
    private static long ignoredSignals() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        return Long.parseUnsignedLong(ignored.replaceFirst("SigIgn:\\s*", ""), 16);
    }

    @Test
    void badInputIsOneLineAndExitCode2ThroughBothProcesses() throws Exception {
        try (Program program = Program.start(folder, "run", "three-leyer")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).startsWith("gradientflow: unknown case 'three-leyer': did you mean three-layer?");
            assertThat(program.err().lines()).hasSize(1);
            assertThat(program.out()).isEmpty();
        }
    }

    @Test
    void aBusyPortIsOneLineBeforeAnythingIsMade() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Program program = Program.start(folder, "--port", other.getLocalPort())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err())
                    .isEqualTo("gradientflow: Port " + other.getLocalPort() + " at 127.0.0.1 is in use: "
                            + "stop the other program or choose another port with --port" + System.lineSeparator());
            assertThat(program.out()).isEmpty();
            assertThat(folder.resolve("runs")).doesNotExist();
        }
    }

    /** What a terminal sends to what runs in it when it is closed. */
    @Test
    void aTerminalThatIsClosedLosesNoStep() throws Exception {
        assumeThat(ignoredSignals() & 1).as("not under nohup").isZero();
        try (Program program = Program.start(folder, "two-layer", "--no-ui", "--steps=20000", "--out=out")) {
            program.awaitError("two-layer: 2,000 of 20,000 steps");
            ProcessHandle child = program.child();

            Program.hangUp(program.process().toHandle(), child);

            assertThat(program.exitCode()).isEqualTo(130);
            assertThat(child.isAlive()).isFalse();
            int done = ModelFile.read(folder.resolve("out/two-layer/model.zip")).step();
            assertThat(done).isBetween(2_000, 19_999);
            assertThat(Files.readAllLines(folder.resolve("out/two-layer/trace.csv")))
                    .hasSize(done + 1);
        }
    }

    /** In the default folder; goes on as the hint says. */
    @Test
    void ctrlCInTheMiddleLeavesWholeFilesAndAHintThatWorks() throws Exception {
        assumeThatCtrlCWorks();
        try (Program program = Program.start(folder, "three-layer-xavier", "two-layer", "--no-ui", "--steps=20000")) {
            program.awaitError("three-layer-xavier: 2,000 of 20,000 steps");
            ProcessHandle child = program.child();
            if (child.info().arguments().isPresent()) {
                assertThat(child.info().arguments().orElseThrow())
                        .contains(Jvm.options().toArray(String[]::new));
            }

            Program.interrupt(program.process().toHandle(), child);

            assertThat(program.exitCode()).isEqualTo(130);
            assertThat(child.isAlive()).isFalse();
            assertThat(program.err().lines()).allMatch(line -> line.startsWith("three-layer-xavier: "));
            Matcher hint =
                    Pattern.compile("To continue: resume (\\S+) --steps (\\d+)").matcher(program.out());
            assertThat(hint.find()).as(program.out()).isTrue();
            Path model = folder.resolve(hint.group(1));
            int left = Integer.parseInt(hint.group(2));
            int done = 20_000 - left;
            assertThat(done).isBetween(2_000, 19_999);
            assertThat(program.out()).contains("three-layer-xavier was stopped at step");
            Path out = model.getParent().getParent();
            assertThat(out.getParent()).isEqualTo(folder.resolve("runs"));
            assertThat(out).isDirectoryNotContaining("glob:**two-layer");
            WholeFiles.check(out, done);
            assertThat(Files.list(model.getParent())
                            .map(path -> path.getFileName().toString()))
                    .filteredOn(name -> !name.startsWith("copy"))
                    .containsExactlyInAnyOrder("trace.csv", "flow.bin", "model.zip", "stats.bin");
            assertThat(out.resolve("summary.json")).exists();

            Path rest = folder.resolve("rest");
            Cli resumed = Cli.run("resume", model, "--steps", 3, "--no-ui", "--out", rest);
            assertThat(resumed.code()).isZero();
            assertThat(Files.readAllLines(rest.resolve("three-layer-xavier/trace.csv")))
                    .hasSize(4)
                    .last()
                    .asString()
                    .startsWith((done + 2) + ",");
        }
    }

    @Test
    void inParallelCtrlCEndsWhatHasBegunAndBeginsNothingMore() throws Exception {
        assumeThatCtrlCWorks();
        Path out = folder.resolve("out");
        List<Object> arguments =
                new ArrayList<>(List.of("run", "--parallel", "--no-ui", "--steps=100000", "--out", out));
        arguments.addAll(Cases.ALL.stream().map(Experiment::name).toList());
        int begun = 2;
        try (Program program = Program.startOnTwoCores(folder, arguments.toArray())) {
            for (Experiment experiment : Cases.ALL.subList(0, begun)) {
                Path trace = out.resolve(experiment.name()).resolve("trace.csv");
                Wait.until(experiment.name() + " has begun", () -> Program.isWriting(trace));
            }

            Program.interrupt(program.process().toHandle());

            assertThat(program.exitCode()).isEqualTo(130);
            assertThat(program.err()).isEmpty();
            try (Stream<Path> results = Files.list(out)) {
                assertThat(results).hasSize(begun + 1);
            }
            for (Experiment experiment : Cases.ALL.subList(0, begun)) {
                Path model = out.resolve(experiment.name()).resolve("model.zip");
                assertThat(Files.readAllLines(model.resolveSibling("trace.csv")))
                        .hasSize(ModelFile.read(model).step() + 1);
            }
        }
    }

    @Test
    void anInterruptOfTheParentAloneStopsTheTrainingToo() throws Exception {
        assumeThatCtrlCWorks();
        Path out = folder.resolve("out");
        try (Program program = Program.start(folder, "two-layer", "--no-ui", "--steps=100000", "--out", out)) {
            Wait.until("the training has begun", () -> Program.isWriting(out.resolve("two-layer/trace.csv")));

            Program.interrupt(program.process().toHandle());

            assertThat(program.exitCode()).isEqualTo(130);
            WholeFiles.check(
                    out, ModelFile.read(out.resolve("two-layer/model.zip")).step());
        }
    }

    @Test
    void aReplayThatIsStoppedWritesNothing() throws Exception {
        assumeThatCtrlCWorks();
        Path out = folder.resolve("trace.csv");
        try (Program program = Program.startTuned(
                folder, ReplayCommandTest.recorded("--out", out).toArray())) {
            Wait.until("the replay has begun", () -> Program.isWriting(out));

            Program.interrupt(program.process().toHandle());

            assertThat(program.exitCode()).isEqualTo(130);
            assertThat(program.out()).matches("stopped at step [\\d,]+ of 10,000; nothing was written\\R");
            assertThat(folder).isDirectoryNotContaining("glob:**trace.csv*");
        }
    }

    @Test
    void aDoctorThatIsStoppedSaysSoInOneLine() throws Exception {
        assumeThatCtrlCWorks();
        try (Program program = Program.start(folder, "doctor", "three-layer", "--steps=1000000")) {
            program.awaitError("copy 1");
            // As a terminal does.
            Program.interrupt(program.process().toHandle(), program.child());

            assertThat(program.exitCode()).isEqualTo(130);
            assertThat(program.out()).isEmpty();
            assertThat(program.err().lines().filter(line -> line.contains("stopped")))
                    .containsExactly("stopped before a verdict");
            assertThat(program.err()).endsWith("stopped before a verdict" + System.lineSeparator());
        }
    }

    @Test
    void theUiServesUntilCtrlCAndThenStopsCleanly() throws Exception {
        assumeThatCtrlCWorks();
        Path out = folder.resolve("out");
        try (Program program =
                Program.start(folder, "two-layer", "--steps=40", "--port=0", "--no-diagnosis", "--out", out)) {
            program.awaitOut("until Ctrl-C");
            Matcher address = Pattern.compile("Training UI: (http://127\\.0\\.0\\.1:(\\d+)/train/overview)")
                    .matcher(program.out());
            assertThat(address.find()).isTrue();
            HttpURLConnection page =
                    (HttpURLConnection) URI.create(address.group(1)).toURL().openConnection();
            assertThat(page.getResponseCode()).isEqualTo(200);
            page.disconnect();
            // Served from, and yet whole: as kill -9 would leave it.
            assertThat(WholeFiles.reports(out.resolve("two-layer/stats.bin"))).isEqualTo(4);

            Program.interrupt(program.process().toHandle(), program.child());

            assertThat(program.exitCode()).isZero();
            assertThat(program.err().lines()).allMatch(line -> line.startsWith("two-layer: "));
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> new Socket("127.0.0.1", Integer.parseInt(address.group(2))))
                    .isInstanceOf(ConnectException.class);
            WholeFiles.check(out, 40);
        }
    }

    @Test
    void theChildEndsWhenItsParentIsKilled() throws Exception {
        Path out = folder.resolve("out");
        try (Program program = Program.start(folder, "two-layer", "--no-ui", "--steps=1000000", "--out", out)) {
            Wait.until("the training has begun", () -> Program.isWriting(out.resolve("two-layer/trace.csv")));
            ProcessHandle child = program.child();
            try {
                program.process().destroyForcibly();
                Wait.until("the child has ended", () -> !child.isAlive());
            } finally {
                child.destroyForcibly();
            }
            assertThat(out.resolve("summary.json")).exists();
            WholeFiles.check(
                    out, ModelFile.read(out.resolve("two-layer/model.zip")).step());
        }
    }
}
