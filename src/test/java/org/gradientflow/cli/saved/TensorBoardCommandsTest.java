package org.gradientflow.cli.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gradientflow.cli.fixture.SavedRun;
import org.gradientflow.cli.fixture.SavedRun.Outcome;
import org.gradientflow.observation.ParameterValues;
import org.gradientflow.report.tensorboard.EventReader;
import org.gradientflow.storage.FlowFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorBoardCommandsTest {
    private static final Map<String, String> FOLDERS = Map.of(
            "two-layer", "train_log_layer2",
            "three-layer", "train_log_layer3",
            "three-layer-xavier", "train_log_layer3_xavier");

    @TempDir
    private Path folder;

    private static Outcome export(Path out, Path directory, String... cases) {
        List<String> arguments = new ArrayList<>(List.of("export-tensorboard", out.toString(), directory.toString()));
        arguments.addAll(List.of(cases));
        return SavedRun.command(arguments.toArray(String[]::new));
    }

    private static void assertRefused(Outcome outcome, String... said) {
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("gradientflow: ").hasLineCount(1).contains(said);
    }

    @ParameterizedTest
    @CsvSource({"two-layer,W2:0", "three-layer,W1:0", "three-layer-xavier,W1:0"})
    void runWritesEveryRecordedArrayExactly(String name, String second) throws IOException {
        List<ParameterValues> snapshots = new ArrayList<>();
        FlowFile.open(SavedRun.folder().resolve(name).resolve(FlowFile.NAME)).forEach(snapshots::add);
        List<EventReader.Event> events =
                EventReader.read(EventReader.file(SavedRun.tensorboard().resolve(FOLDERS.get(name))));

        assertThat(snapshots).hasSize(SavedRun.STEPS / 10);
        assertThat(events).hasSize(1 + snapshots.size());
        List<String> tags = List.copyOf(events.get(1).histograms().keySet());
        assertThat(tags.subList(0, 5)).containsExactly("W:0", "W:0_grad", "b:0", "b:0_grad", second);
        assertThat(tags.get(tags.size() - 1)).isEqualTo("b2:0_grad");
        for (int i = 0; i < snapshots.size(); i++) {
            ParameterValues snapshot = snapshots.get(i);
            EventReader.Event event = events.get(i + 1);
            assertThat(event.step()).isEqualTo(10L * i).isEqualTo(snapshot.step());
            assertThat(event.wallTime()).isEqualTo(snapshot.time() / 1e3);
            assertThat(event.scalars()).containsOnlyKeys("loss").containsValue((float) snapshot.loss());
            for (int parameter = 0; parameter < tags.size() / 2; parameter++) {
                assertExact(
                        event.histograms().get(tags.get(2 * parameter)),
                        snapshot.values().get(parameter));
                assertExact(
                        event.histograms().get(tags.get(2 * parameter + 1)),
                        snapshot.gradients().get(parameter));
            }
        }
    }

    private static void assertExact(EventReader.Histogram histogram, float[] recorded) {
        double sum = 0;
        double squares = 0;
        double[] sorted = new double[recorded.length];
        for (int i = 0; i < recorded.length; i++) {
            sorted[i] = recorded[i];
            sum += sorted[i];
            squares += sorted[i] * sorted[i];
        }
        Arrays.sort(sorted);
        assertThat(histogram.num()).isEqualTo(recorded.length);
        assertThat(histogram.min()).isEqualTo(sorted[0]);
        assertThat(histogram.max()).isEqualTo(sorted[sorted.length - 1]);
        assertThat(histogram.sum()).isEqualTo(sum);
        assertThat(histogram.sumSquares()).isEqualTo(squares);
    }

    @Test
    void exportWritesTheVeryFilesThatRunDoes() throws IOException {
        Outcome outcome = export(SavedRun.folder(), folder.resolve("new/logs"));

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("train_log_layer3_xavier: 110 steps");
        for (String name : FOLDERS.values()) {
            Path live = EventReader.file(SavedRun.tensorboard().resolve(name));
            Path exported = EventReader.file(folder.resolve("new/logs").resolve(name));
            assertThat(exported).hasFileName(live.getFileName().toString()).hasSameBinaryContentAs(live);
        }
    }

    @Test
    void exportTakesOnlyTheCasesAskedFor() {
        assertThat(export(SavedRun.folder(), folder, "three-layer").code()).isZero();
        assertThat(folder).isDirectoryContaining("glob:**/train_log_layer3");
        assertThat(folder.resolve("train_log_layer2")).doesNotExist();
    }

    @Test
    void aCaseThatTheRunHasNotIsNamed() {
        assertRefused(
                export(SavedRun.folder(), folder, "autoencoder"),
                "has no case 'autoencoder'; it has two-layer, three-layer, three-layer-xavier");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNoRunIsRefused() throws IOException {
        assertRefused(export(folder, folder.resolve("to")), "not the folder of a finished run");
        assertRefused(export(folder.resolve("missing"), folder.resolve("to")), "missing: no such file or folder");
        Files.writeString(folder.resolve("summary.json"), "{cases");
        assertRefused(
                export(folder, folder.resolve("to")),
                "summary.json: is damaged: the JSON is incomplete or malformed, see line 1; give the folder of another run");
        Files.writeString(folder.resolve("summary.json"), "{}");
        assertRefused(
                export(folder, folder.resolve("to")),
                "summary.json: is damaged: 'cases' is missing or is not what it should be;");
        Files.writeString(folder.resolve("summary.json"), "{\"cases\": [{\"name\": \"x\", \"seed\": []}]}");
        assertRefused(export(folder, folder.resolve("to")), "summary.json: is damaged: 'cases[0].seed' is missing");
        String whole = Files.readString(SavedRun.folder().resolve("summary.json"));
        Files.writeString(folder.resolve("summary.json"), whole.replaceFirst("\\{", "{\"other\": 1,"));
        assertRefused(export(folder, folder.resolve("to")), "summary.json: is damaged: 'other' is not known;");
        assertThat(folder.resolve("to")).doesNotExist();
    }

    @Test
    void aRunWithoutItsRecordOrWithATruncatedOneIsRefused() throws IOException {
        Path out = SavedRun.copyTo(folder.resolve("out"));
        Path record = out.resolve("three-layer").resolve("flow.bin");
        byte[] whole = Files.readAllBytes(record);

        Files.write(record, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(export(out, folder.resolve("to")), "flow.bin: is truncated");
        Files.delete(record);
        assertRefused(export(out, folder.resolve("to")), "flow.bin: no such file or folder");
        assertThat(folder.resolve("to")).doesNotExist();
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("logs/train_log_layer3"));
        assertRefused(export(SavedRun.folder(), folder.resolve("logs")), "train_log_layer3: exists already");
        assertThat(taken).isEmptyDirectory();
        assertThat(folder.resolve("logs/train_log_layer2")).doesNotExist();

        Outcome run = SavedRun.command(
                "run",
                "--no-ui",
                "--steps",
                "10",
                "--out",
                folder.resolve("run").toString(),
                "--tensorboard",
                folder.resolve("logs").toString());
        assertRefused(run, "train_log_layer3: exists already");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void casesWhoseFoldersHaveOneNameAreRefusedBeforeAnythingIsWritten() throws IOException {
        Path out = SavedRun.copyTo(folder.resolve("out"));
        Path summary = out.resolve("summary.json");
        Files.writeString(
                summary,
                Files.readString(summary)
                        .replace("\"three-layer-xavier\"", "\"a_b\"")
                        .replace("\"three-layer\"", "\"a-b\""));
        Files.move(out.resolve("three-layer"), out.resolve("a-b"));
        Files.move(out.resolve("three-layer-xavier"), out.resolve("a_b"));

        assertRefused(
                export(out, folder.resolve("to")),
                "a-b and a_b would both be written to ",
                "train_log_layer3_a_b; export each case to a DIR of its own");
        assertThat(folder.resolve("to")).doesNotExist();
        assertThat(export(out, folder.resolve("to"), "a_b").code()).isZero();
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertRefused(export(SavedRun.folder(), file), "file: is not a folder");
        assertRefused(export(SavedRun.folder(), file.resolve("deep/er")), "file: is not a folder");
        assertThat(file).hasContent("mine");

        Outcome run = SavedRun.command(
                "run",
                "--no-ui",
                "--steps",
                "10",
                "--out",
                folder.resolve("run").toString(),
                "--tensorboard",
                file.toString());
        assertRefused(run, "file: is not a folder");
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
