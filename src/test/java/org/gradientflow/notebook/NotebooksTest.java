package org.gradientflow.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.gradientflow.cli.fixture.NeedsFonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cells of every notebook run and give the committed outputs. {@link BrokenNotebookTest} is the failing twin. */
@NeedsFonts
class NotebooksTest {
    static Stream<Path> notebooks() throws IOException {
        return Notebook.all();
    }

    @Test
    void thereAreSixLessonsOrMore() throws IOException {
        assertThat(Notebook.all()).hasSizeGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void givesTheCommittedOutputs(Path file) throws IOException {
        Notebook notebook = Notebook.read(file);

        assertThat(notebook.differences(notebook.run())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void hasAssertionsPicturesAndAListOfWhatToSee(Path file) throws IOException {
        Notebook notebook = Notebook.read(file);

        // Any Java kernel runs it.
        assertThat(notebook.json()
                        .path("metadata")
                        .path("kernelspec")
                        .path("name")
                        .asText())
                .isEqualTo(KernelSpec.NAME);
        // It asserts what it says, and shows it.
        assertThat(notebook.cells())
                .anyMatch(cell -> cell.source().contains("assert "))
                .anyMatch(cell -> cell.output().png() != null);
        assertThat(notebook.json().path("cells"))
                .anyMatch(cell -> cell.path("cell_type").asText().equals("markdown")
                        && Output.joined(cell.path("source")).contains("## What you should see"));
    }

    /** It was run once from top to bottom, without times, so that a new run changes only what has changed. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void isCommittedAfterOneRunFromTopToBottom(Path file) throws IOException {
        int count = 0;
        for (JsonNode cell : Notebook.read(file).json().path("cells")) {
            assertThat(cell.path("id").asText()).matches("[a-z0-9-]+");
            assertThat(cell.path("metadata").has("execution")).isFalse();
            if (cell.path("cell_type").asText().equals("code")) {
                assertThat(cell.path("execution_count").asInt()).isEqualTo(++count);
            }
        }
    }
}
