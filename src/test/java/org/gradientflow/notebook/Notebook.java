package org.gradientflow.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A notebook with its outputs.
 *
 * @param file the notebook's file
 * @param json its whole content
 * @param cells the cells with code
 */
record Notebook(Path file, JsonNode json, List<Cell> cells) {
    /** The folder of the lessons. Every notebook in it is tested. */
    static final Path FOLDER = Path.of("notebooks");

    /** The tag of a cell whose output differs between runs or machines: only the kind of the output is compared. */
    static final String VARIES = "varies";

    /** A cell with its committed output. */
    record Cell(String id, String source, boolean varies, Output output) {}

    static Stream<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList().stream();
        }
    }

    static Notebook read(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        List<Cell> cells = new ArrayList<>();
        for (JsonNode cell : json.path("cells")) {
            if (cell.path("cell_type").asText().equals("code")) {
                boolean varies = false;
                for (JsonNode tag : cell.path("metadata").path("tags")) {
                    varies |= tag.asText().equals(VARIES);
                }
                cells.add(new Cell(
                        cell.path("id").asText(),
                        Output.joined(cell.path("source")),
                        varies,
                        Output.of(cell.path("outputs"))));
            }
        }
        return new Notebook(file, json, cells);
    }

    /** Runs every cell in this JVM with the kernel that Jupyter starts. A cell's exception is thrown to the caller. */
    List<Output> run() {
        List<Output> outputs = new ArrayList<>();
        PrintStream console = System.out;
        try (Kernel kernel = new Kernel()) {
            for (Cell cell : cells) {
                ByteArrayOutputStream printed = new ByteArrayOutputStream();
                System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
                try {
                    var value = kernel.eval(cell.source());
                    outputs.add(Output.of(printed.toString(StandardCharsets.UTF_8), value));
                } catch (CellException failure) {
                    throw new AssertionError(this + ", cell " + cell.id() + ": " + failure.getMessage(), failure);
                }
            }
        } finally {
            System.setOut(console);
        }
        return outputs;
    }

    /** The differences between a run and the committed outputs, one line each. */
    List<String> differences(List<Output> outputs) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            Output now = outputs.get(i);
            List<String> found = cell.varies()
                    ? now.isOfTheKindOf(cell.output()) ? List.of() : List.of("leaves another kind of output")
                    : now.differences(cell.output());
            found.forEach(each -> differences.add(this + ", cell " + cell.id() + ": " + each));
        }
        return differences;
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
