package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradientflow.cli.fixture.Cli;
import org.gradientflow.cli.fixture.NeedsFonts;
import org.gradientflow.cli.fixture.Program;
import org.gradientflow.cli.fixture.SavedRun;
import org.gradientflow.cli.run.ReplayCommandTest;
import org.gradientflow.recording.Wait;
import org.gradientflow.storage.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that is full, as a limit on the size of files gives it, a folder that is read-only, and one that vanishes: one line that names the file,
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
    @NeedsFonts
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

    /** The memory of the last steps grows, and so there is room for some checkpoints and not for more. */
    @Test
    void aCheckpointOnAFullDiskLeavesTheOneBeforeIt() throws Exception {
        try (Program program = Program.startAfter(folder, "ulimit -f 8", Checkpointing.class, "out", 1_000)) {
            assertFull(program, "out/model.zip: can't be written: ");
        }
        int saved = Checkpointing.lastSaved(folder);
        assertThat(saved).isBetween(1, 999);
        assertThat(ModelFile.read(folder.resolve("out/model.zip")).step()).isEqualTo(saved);
        assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**.part");
    }

    /** A file system of 128 kB, which no limit on one file's size is like: the system's own words differ. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileSystemThatIsFull() throws Exception {
        assumeMounts();
        Path full = Files.createDirectory(folder.resolve("full"));
        Path whole = Files.createDirectory(folder.resolve("kept"));
        String mount = "mount -t tmpfs -o size=128k none " + full;
        String after = "cp -a " + full + "/. " + whole;
        Object[] arguments = {"run", "two-layer", "--no-ui", "--steps=2000", "--out", full.resolve("out")};
        try (Program program = Program.startMounted(folder, mount, after, Main.class, arguments)) {
            assertOneLine(program, full.resolve("out/two-layer").toString());
        }
        assertThat(whole.resolve("out/two-layer")).isDirectory();
        assertThat(finished(whole)).isEmpty();
    }

    /** Nothing but what it reads may be there afterwards, and each command says where it can't write. */
    @Test
    @EnabledOnOs(OS.LINUX)
    @NeedsFonts
    void aFolderThatIsReadOnly() throws Exception {
        assumeMounts();
        Path sealed = SavedRun.copyTo(folder.resolve("sealed"));
        Map<Path, String> before = Cli.contents(sealed);
        List<String> commands = List.of(
                "run two-layer --no-ui --steps 5 --out " + sealed.resolve("new"),
                "resume " + sealed.resolve("two-layer/model.zip") + " --no-ui --steps 5 --out " + sealed.resolve("new"),
                "run two-layer --no-ui --steps 5 --out " + folder.resolve("out") + " --tensorboard " + sealed,
                "sweep two-layer --seeds 2 --steps 5 --out " + sealed.resolve("new.csv"),
                "report " + sealed,
                "export-tensorboard " + sealed + " " + sealed.resolve("logs"),
                "replay three-layer --initial " + ReplayCommandTest.INITIAL + " --inputs " + ReplayCommandTest.INPUTS
                        + " --out " + sealed.resolve("new.csv"));
        String mount = "mount --bind " + sealed + " " + sealed + " && mount -o remount,bind,ro " + sealed;
        try (Program program = Program.startMounted(folder, mount, ":", Commands.class, commands.toArray())) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            List<String> said = program.out().lines().toList();
            assertThat(said).hasSameSizeAs(commands);
            for (String line : said) {
                assertThat(line).startsWith("2 gradientflow: " + sealed).doesNotContain("\t");
            }
        }
        assertThat(Cli.contents(sealed)).isEqualTo(before);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    /** As root, or where anyone may have a name space of file systems. */
    private static void assumeMounts() throws Exception {
        Process probe = new ProcessBuilder("unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeThat(probe.waitFor()).as("file systems can be mounted").isZero();
    }

    @Test
    void theFilesOfARunHaveThePermissionsOfAnyFile() throws Exception {
        Set<PosixFilePermission> any = Files.getPosixFilePermissions(Files.createFile(folder.resolve("any")));
        Path sweep = folder.resolve("sweep.csv");
        assertThat(Cli.run("sweep", "two-layer", "--seeds=2", "--steps=5", "--out", sweep)
                        .code())
                .isZero();
        Path out = SavedRun.folder();
        List<Path> files = new ArrayList<>(List.of(sweep, folder.resolve("sweep.grid.yaml")));
        try (Stream<Path> below = Files.walk(out)) {
            below.filter(Files::isRegularFile).forEach(files::add);
        }
        assertThat(files)
                .hasSizeGreaterThan(10)
                .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                        .as(file.toString())
                        .isEqualTo(any));
    }

    @Test
    void aFolderThatVanishesWhileItIsTrainedInto() throws Exception {
        Path out = folder.resolve("out");
        try (Program program =
                Program.startTuned(folder, "two-layer", "--no-ui", "--steps=20000", "--every=1", "--out", "out")) {
            Wait.until("the training has begun", () -> Program.isWriting(out.resolve("two-layer/trace.csv")));
            // In one step: the training makes files meanwhile.
            Files.move(out, folder.resolve("elsewhere"));
            assertOneLine(program, "out/two-layer/");
        }
    }

    /** What a killed one may leave, and what DL4J's own programs do. */
    @Test
    @NeedsFonts
    void leftoversAreInNobodysWay() throws Exception {
        Path out = SavedRun.copyTo(folder.resolve("out"));
        List<Path> ofOthers = List.of(
                out.resolve("two-layer/zipfstmp123.tmp"),
                out.resolve("two-layer/model.zip.part"),
                out.resolve("two-layer/trace.csv.part"),
                out.resolve("summary.json.part"));
        for (Path leftover : ofOthers) {
            Files.writeString(leftover, "half");
        }
        Path page = Files.setLastModifiedTime(
                Files.writeString(out.resolve("report.html.00000000-1-1.part"), "half"), FileTime.from(Instant.EPOCH));

        assertThat(Cli.run("report", out).code()).isZero();
        assertThat(Cli.run(
                                "resume",
                                out.resolve("two-layer/model.zip"),
                                "--no-ui",
                                "--no-diagnosis",
                                "--steps=5",
                                "--out",
                                folder.resolve("next"))
                        .code())
                .isZero();
        assertThat(page).doesNotExist();
        assertThat(out.resolve("report.html")).content().endsWith("</html>\n");
        assertThat(ofOthers).allSatisfy(leftover -> assertThat(leftover).hasContent("half"));
    }

    @Test
    @NeedsFonts
    void aFileInPlaceOfTheFolderOfFigures() throws Exception {
        Path out = SavedRun.copyTo(folder.resolve("out"));
        Files.writeString(out.resolve("report"), "precious");
        Cli.assertRefused(folder, out.resolve("report") + ": is not a folder", "report", out);
    }

    private static List<String> finished(Path below) throws IOException {
        return List.copyOf(KillTest.finished(below).keySet());
    }
}
