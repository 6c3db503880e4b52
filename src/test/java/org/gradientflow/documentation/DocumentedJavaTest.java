package org.gradientflow.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientflow.documentation.CodeBlock.Kind;
import org.gradientflow.notebook.CellException;
import org.gradientflow.notebook.Cells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java in the README, in the docs and on the package pages runs as it stands there. */
class DocumentedJavaTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path PAGE = Path.of("package-info.java");

    static Stream<CodeBlock> blocks() throws IOException {
        return CodeBlock.all().stream().filter(block -> block.kind() == Kind.JAVA);
    }

    /** What a reader's IDE would import: this project's packages, java.util, and AssertJ. */
    private static String imports() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> SOURCES.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
                    .sorted()
                    .map(name -> "import " + name + ".*;\n")
                    .collect(Collectors.joining(
                            "", "import java.util.*;\n", "import static org.assertj.core.api.Assertions.*;\n"));
        }
    }

    private static void run(CodeBlock block) throws IOException {
        try (Cells cells = new Cells()) {
            cells.evaluate(imports());
            cells.evaluate(block.text());
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void runs(CodeBlock block) throws IOException {
        run(block);
    }

    @Test
    void theRootPackageHasAnExample() throws IOException {
        assertThat(blocks()).anyMatch(block -> block.file().endsWith("org/gradientflow/package-info.java"));
    }

    @Test
    void aBlockThatFailsIsFound() {
        assertThatThrownBy(() -> run(javadoc("assertThat(Cases.STEPS).isEqualTo(1);")))
                .isInstanceOf(CellException.class)
                .hasMessageContaining("AssertionFailedError");
        assertThatThrownBy(() -> run(javadoc("Session.begin();")))
                .isInstanceOf(CellException.class)
                .hasMessageContaining("does not compile");
    }

    private static CodeBlock javadoc(String code) {
        return CodeBlock.packagePage(PAGE, " * <pre>{@code\n * " + code + "\n * }</pre>")
                .get(0);
    }

    @Test
    void blocksAreFoundWhereverTheyStand() {
        String page =
                "Text.\n\n    mvn verify\n\nText:\n\n```java\nint a = 1;\n```\n\n    java -jar a.jar\n    mvn -q x\n\nEnd.\n";

        assertThat(CodeBlock.markdown(PAGE, page))
                .containsExactly(
                        new CodeBlock(PAGE, Kind.JAVA, "int a = 1;\n"),
                        new CodeBlock(PAGE, Kind.COMMANDS, "mvn verify"),
                        new CodeBlock(PAGE, Kind.COMMANDS, "java -jar a.jar\nmvn -q x"));
    }

    @Test
    void whatTheDoctorFoundAndWhatToChangeAreToldApart() {
        String page = "<!-- doctor-output -->\n```text\nfrozen\n```\n\n```diff\n-int a = 1;\n+int a = 2;\n```\n";

        assertThat(CodeBlock.markdown(PAGE, page))
                .containsExactly(
                        new CodeBlock(PAGE, Kind.DOCTOR_OUTPUT, "frozen\n"),
                        new CodeBlock(PAGE, Kind.CHANGE, "-int a = 1;\n+int a = 2;\n"));
    }

    @Test
    void aBlockThatIsNothingKnownIsRefused() {
        for (String page : List.of("Text.\n\n    int a = 1;\n\nText.\n", "```\nint a = 1;\n```\n")) {
            assertThatThrownBy(() -> CodeBlock.markdown(PAGE, page)).hasMessageContaining("neither Java nor commands");
        }
    }
}
