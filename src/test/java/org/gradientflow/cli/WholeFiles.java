package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.ui.model.storage.FileStatsStorage;
import org.gradientflow.storage.FlowFile;
import org.gradientflow.storage.ModelFile;

/** What a run left behind, whenever it ended: every file under its final name is whole. */
final class WholeFiles {
    private WholeFiles() {}

    /** Checks each file that is there; a file that is not is no error. */
    static void check(Path out, int steps) throws IOException {
        Path summary = out.resolve("summary.json");
        if (Files.exists(summary)) {
            JsonNode json = new ObjectMapper().readTree(summary.toFile());
            assertThat(json.get("cases")).isNotEmpty();
            assertThat(json.get("provenance").get("time").textValue()).isNotBlank();
        }
        try (Stream<Path> folders = Files.list(out)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                checkCase(folder, steps);
            }
        }
    }

    private static void checkCase(Path folder, int steps) throws IOException {
        Path trace = folder.resolve("trace.csv");
        if (Files.exists(trace)) {
            List<String> lines = Files.readAllLines(trace);
            assertThat(lines).hasSize(steps + 1);
            assertThat(lines.get(0)).isEqualTo("step,x0,loss,estimate0");
            if (steps > 0) {
                assertThat(lines.get(steps)).startsWith((steps - 1) + ",");
                assertThat(lines.get(steps).split(",")).hasSize(4);
            }
            assertThat(Files.readString(trace)).endsWith("\n");
        }
        Path flow = folder.resolve(FlowFile.NAME);
        if (Files.exists(flow)) {
            assertThat(FlowFile.open(flow).snapshots()).isEqualTo((steps + 9) / 10);
        }
        Path model = folder.resolve("model.zip");
        if (Files.exists(model)) {
            assertThat(ModelFile.read(model).step()).isEqualTo(steps);
        }
        Path stats = folder.resolve("stats.bin");
        if (Files.exists(stats)) {
            assertThat(reports(stats)).isEqualTo((steps + 9) / 10);
        }
    }

    /** Of a copy, so that what may lie beside the file can't mend it. */
    static int reports(Path stats) throws IOException {
        Path copy = Files.createTempDirectory(stats.getParent(), "copy").resolve("stats.bin");
        Files.copy(stats, copy);
        FileStatsStorage storage = new FileStatsStorage(copy.toFile());
        try {
            if (storage.listSessionIDs().isEmpty()) {
                return 0; // stopped before the first step
            }
            String session = storage.listSessionIDs().get(0);
            return storage.getAllUpdatesAfter(
                            session, storage.listTypeIDsForSession(session).get(0), 0)
                    .size();
        } finally {
            storage.close();
        }
    }
}
