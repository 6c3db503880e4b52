package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gradientflow.cli.fixture.Program;
import org.gradientflow.cli.fixture.SavedRun;
import org.gradientflow.cli.run.ReplayCommandTest;
import org.gradientflow.recording.Wait;
import org.gradientflow.storage.ModelFile;

/** A command that is killed, and what must hold of what it leaves. Each works in a folder of its own. */
enum Victim {
    RUN {
        @Override
        List<Object> arguments(Path own) {
            return List.of(
                    "run",
                    "two-layer",
                    "three-layer",
                    "--no-ui",
                    "--no-diagnosis",
                    "--steps",
                    STEPS,
                    "--out",
                    own.resolve("out"));
        }

        @Override
        void check(Path own, Unbroken unbroken) throws Exception {
            WholeFiles.check(own.resolve("out"), STEPS);
            if (Files.exists(own.resolve("out/summary.json"))) {
                succeed("export-tensorboard", own.resolve("out"), own.resolve("drawn"));
            }
            succeed("run", "two-layer", "--no-ui", "--no-diagnosis", "--steps", STEPS, "--out", own.resolve("next"));
            assertSameTraining(own.resolve("next"), unbroken.folder().resolve("out"));
        }
    },

    RESUME {
        @Override
        void prepare(Path own, Unbroken unbroken) throws IOException {
            copy(unbroken.folder().resolve("base"), own.resolve("base"));
        }

        @Override
        void make(Path own) {
            succeed("run", "two-layer", "--no-ui", "--no-diagnosis", "--steps", STEPS, "--out", own.resolve("base"));
        }

        @Override
        List<Object> arguments(Path own) {
            return List.of(
                    "resume",
                    own.resolve("base/two-layer/model.zip"),
                    "--no-ui",
                    "--steps",
                    STEPS,
                    "--out",
                    own.resolve("out"));
        }

        @Override
        void check(Path own, Unbroken unbroken) throws Exception {
            Path model = own.resolve("out/two-layer/model.zip");
            assertThat(!Files.exists(model) || ModelFile.read(model).step() == 2 * STEPS)
                    .isTrue();
            succeed(
                    "resume",
                    own.resolve("base/two-layer/model.zip"),
                    "--no-ui",
                    "--no-diagnosis",
                    "--steps",
                    STEPS,
                    "--out",
                    own.resolve("next"));
            assertSameTraining(own.resolve("next"), unbroken.folder().resolve("out"));
        }
    },

    SWEEP {
        @Override
        List<Object> arguments(Path own) {
            return List.of(
                    "sweep",
                    "--layers=2,3",
                    "--updater=sgd,adam",
                    "--seeds=40",
                    "--steps=1500",
                    "--threads=2",
                    "--out",
                    own.resolve("rows.csv"));
        }

        @Override
        boolean writes(Path own) {
            return isThere(own, name -> name.startsWith("rows"));
        }

        @Override
        boolean writesEachFileInAMoment() {
            return false;
        }

        @Override
        void check(Path own, Unbroken unbroken) throws Exception {
            Path rows = own.resolve("rows.csv");
            byte[] whole = Files.readAllBytes(unbroken.folder().resolve("rows.csv"));
            byte[] there = Files.exists(rows) ? Files.readAllBytes(rows) : new byte[0];
            assertThat(there).isEqualTo(Arrays.copyOf(whole, there.length));
            succeed(arguments(own).toArray());
            assertThat(files(own, name -> name.startsWith("rows")).keySet())
                    .containsExactlyInAnyOrder("rows.csv", "rows.grid.yaml");
            assertThat(rows).hasBinaryContent(whole);
        }
    },

    REPORT {
        @Override
        void prepare(Path own, Unbroken unbroken) throws IOException {
            SavedRun.copyTo(own.resolve("out"));
        }

        @Override
        List<Object> arguments(Path own) {
            return List.of("report", own.resolve("out"));
        }

        @Override
        boolean writes(Path own) {
            return Files.exists(own.resolve("out/report"));
        }

        @Override
        void check(Path own, Unbroken unbroken) throws Exception {
            assertPartOf(own, unbroken);
            succeed(arguments(own).toArray());
            assertAllOf(own, unbroken);
        }
    },

    EXPORT {
        @Override
        List<Object> arguments(Path own) {
            return List.of("export-tensorboard", SavedRun.folder(), own.resolve("out"));
        }

        @Override
        void check(Path own, Unbroken unbroken) throws Exception {
            assertPartOf(own, unbroken);
            // Those that are there are whole, and are not exported again.
            List<String> left = Stream.of("two-layer", "three-layer", "three-layer-xavier")
                    .filter(name -> !Files.exists(own.resolve("out").resolve(logFolder(name))))
                    .toList();
            if (!left.isEmpty()) {
                succeed(Stream.concat(arguments(own).stream(), left.stream()).toArray());
            }
            assertAllOf(own, unbroken);
        }
    },

    SWEEP_REPORT {
        @Override
        void make(Path own) {
            succeed("sweep", "--layers=2..4", "--seeds=5", "--steps=30", "--out", own.resolve("rows.csv"));
        }

        @Override
        void prepare(Path own, Unbroken unbroken) throws IOException {
            for (String name : List.of("rows.csv", "rows.grid.yaml")) {
                Files.copy(unbroken.folder().resolve(name), own.resolve(name));
            }
        }

        @Override
        List<Object> arguments(Path own) {
            return List.of("sweep-report", own.resolve("rows.csv"), "--out", own.resolve("out"));
        }

        @Override
        void check(Path own, Unbroken unbroken) throws Exception {
            assertPartOf(own, unbroken);
            succeed(arguments(own).toArray());
            assertAllOf(own, unbroken);
        }
    },

    REPLAY {
        @Override
        List<Object> arguments(Path own) {
            return ReplayCommandTest.recorded("--steps=1000", "--out", own.resolve("trace.csv"));
        }

        @Override
        boolean writes(Path own) {
            return isThere(own, name -> name.startsWith("trace.csv"));
        }

        @Override
        boolean writesEachFileInAMoment() {
            return false;
        }

        @Override
        void check(Path own, Unbroken unbroken) throws Exception {
            Path trace = own.resolve("trace.csv");
            if (!Files.exists(trace)) {
                succeed(arguments(own).toArray());
            }
            assertThat(trace).hasSameBinaryContentAs(unbroken.folder().resolve("trace.csv"));
            // Between its two names it has both.
            assertThat(files(own, name -> name.startsWith("trace.csv") && !name.endsWith(".part")))
                    .hasSize(1);
        }
    },

    CHECKPOINTS {
        @Override
        Program start(Path own) throws IOException {
            return Program.startSmall(own, Checkpointing.class, arguments(own).toArray());
        }

        @Override
        List<Object> arguments(Path own) {
            return List.of(own.resolve("out"), STEPS);
        }

        @Override
        boolean writes(Path own) {
            return Files.exists(own.resolve("out").resolve(ModelFile.NAME));
        }

        @Override
        void check(Path own, Unbroken unbroken) throws Exception {
            Path model = own.resolve("out").resolve(ModelFile.NAME);
            ModelFile.Saved whole =
                    ModelFile.read(unbroken.folder().resolve("out").resolve(ModelFile.NAME));
            assertThat(whole.step()).isEqualTo(STEPS);
            ModelFile.Saved saved = ModelFile.read(model);
            // No older than the step that it had printed.
            assertThat(saved.step()).isGreaterThanOrEqualTo(Checkpointing.lastSaved(own));
            if (saved.step() < STEPS) {
                Path next = own.resolve("next");
                succeed("resume", model, "--no-ui", "--no-diagnosis", "--steps", STEPS - saved.step(), "--out", next);
                saved = ModelFile.read(next.resolve("two-layer").resolve(ModelFile.NAME));
            }
            assertThat(saved.step()).isEqualTo(STEPS);
            assertThat(saved.network().params()).isEqualTo(whole.network().params());
        }
    };

    /** Of each training. */
    static final int STEPS = 150;

    private static final Set<String> GROWING = Set.of("trace.csv", "flow.bin", "stats.bin");

    /**
     * The same, left alone.
     *
     * @param folder of its own
     * @param nanos from when it began to write to its end
     */
    record Unbroken(Path folder, long nanos) {}

    abstract List<Object> arguments(Path own);

    /** Checks what a killed one left, starts it again, and checks that nothing shows of the kill. */
    abstract void check(Path own, Unbroken unbroken) throws Exception;

    /** What the command is given. */
    void prepare(Path own, Unbroken unbroken) throws IOException {}

    /** What the first of all is given. */
    void make(Path own) throws IOException {
        prepare(own, null);
    }

    boolean writes(Path own) {
        return Files.exists(own.resolve("out"));
    }

    Program start(Path own) throws IOException {
        return Program.startSmall(own, arguments(own).toArray());
    }

    /** Else it writes one file, all the time. */
    boolean writesEachFileInAMoment() {
        return true;
    }

    /** Whether there is one that does not grow with the training. */
    boolean isWritingAFile(Path own) {
        return isThere(
                own,
                name -> name.endsWith(".part")
                        && !GROWING.contains(name.replaceFirst("\\.[0-9a-f]{8}-\\d+-\\d+\\.part", "")));
    }

    /** Whether there is a file of such a name below a folder that a program writes into: it may get its final name meanwhile. */
    private static boolean isThere(Path below, Predicate<String> wanted) {
        try (Stream<Path> paths = Files.walk(below)) {
            return paths.map(path -> path.getFileName().toString()).anyMatch(wanted);
        } catch (IOException | UncheckedIOException gone) {
            return false;
        }
    }

    Unbroken unbroken(Path own) throws Exception {
        make(own);
        try (Program program = start(own)) {
            Wait.until("it writes", () -> writes(own));
            long began = System.nanoTime();
            assertThat(program.exitCode()).as(program.err()).isZero();
            return new Unbroken(own, System.nanoTime() - began);
        }
    }

    static void succeed(Object... arguments) {
        SavedRun.Outcome outcome =
                SavedRun.command(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    private static void assertSameTraining(Path out, Path unbroken) throws IOException {
        Path ours = out.resolve("two-layer");
        Path whole = unbroken.resolve("two-layer");
        assertThat(ours.resolve("trace.csv")).hasSameBinaryContentAs(whole.resolve("trace.csv"));
        assertThat(ModelFile.read(ours.resolve(ModelFile.NAME)).network().params())
                .isEqualTo(
                        ModelFile.read(whole.resolve(ModelFile.NAME)).network().params());
    }

    /** Each file under its final name is whole: it has the bytes of the unbroken one. */
    private static void assertPartOf(Path own, Unbroken unbroken) throws IOException {
        Map<String, byte[]> whole = KillTest.finished(unbroken.folder().resolve("out"));
        KillTest.finished(own.resolve("out"))
                .forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(whole.get(name)));
    }

    private static void assertAllOf(Path own, Unbroken unbroken) throws IOException {
        assertPartOf(own, unbroken);
        assertThat(files(own.resolve("out"), name -> true).keySet())
                .isEqualTo(files(unbroken.folder().resolve("out"), name -> true).keySet());
    }

    private static String logFolder(String name) {
        return switch (name) {
            case "two-layer" -> "train_log_layer2";
            case "three-layer" -> "train_log_layer3";
            default -> "train_log_layer3_xavier";
        };
    }

    /** What the files below a folder hold, by their paths. */
    static Map<String, byte[]> files(Path below, Predicate<String> wanted) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        if (!Files.exists(below)) {
            return contents;
        }
        try (Stream<Path> files = Files.walk(below)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = below.relativize(file).toString();
                if (wanted.test(name)) {
                    contents.put(name, Files.readAllBytes(file));
                }
            }
        }
        return contents;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Map.Entry<String, byte[]> file : files(from, name -> true).entrySet()) {
            Path target = to.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }
}
