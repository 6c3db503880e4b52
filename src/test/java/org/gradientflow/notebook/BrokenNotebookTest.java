package org.gradientflow.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link NotebooksTest} names the problem of each broken notebook. */
class BrokenNotebookTest {
    private static final Path FOLDER = Path.of("src/test/resources/notebooks");

    private static Notebook notebook(String name) throws IOException {
        return Notebook.read(FOLDER.resolve(name + ".ipynb"));
    }

    @ParameterizedTest
    @CsvSource({
        "throws, java.lang.IllegalStateException: by design",
        "fails-its-assertion, java.lang.AssertionError: one is not two",
        "does-not-compile, does not compile: cannot find symbol",
        "is-not-complete, does not compile"
    })
    void aCellThatFailsIsNamed(String name, String message) throws IOException {
        Notebook notebook = notebook(name);

        assertThatThrownBy(notebook::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(name + ".ipynb, cell broken: " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "prints-something-else, prints",
        "has-another-value, is worth 3 and not, as committed, 4",
        "was-committed-without-outputs, is worth 3",
        "shows-no-picture, shows no picture",
        "shows-another-picture, shows another picture",
        "varies-in-kind, leaves another kind of output"
    })
    void anOutputThatDiffersFromTheCommittedOneIsNamed(String name, String message) throws IOException {
        Notebook notebook = notebook(name);

        assertThat(notebook.differences(notebook.run()))
                .singleElement()
                .asString()
                .startsWith(name + ".ipynb, cell broken: " + message);
    }

    @Test
    void aCellTaggedVariesMayVary() throws IOException {
        Notebook notebook = notebook("varies");

        assertThat(notebook.differences(notebook.run())).isEmpty();
        assertThat(notebook.cells().get(0).output()).isNotEqualTo(notebook.run().get(0));
    }

    @Test
    void anErrorInTheOutputsIsRefused() {
        assertThatThrownBy(() -> notebook("was-committed-with-an-error"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("holds what no lesson prints");
    }
}
