package org.gradientflow.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gradientflow.cli.fixture.NeedsFonts;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jupyter runs the notebooks, in the kernel's own process and through its sockets: all of them with {@code CI=true} in the
 * environment, otherwise the quickest one, as {@link NotebooksTest} runs the cells of each.
 */
@NeedsFonts
class JupyterTest {
    /** Debian's program by its full path, because another Python may come first in PATH without Jupyter. */
    private static final Path NBCONVERT = Path.of("/usr/bin/jupyter-nbconvert");

    private static final Path QUICKEST = Notebook.FOLDER.resolve("02-the-middle-layer-stops-it.ipynb");

    private static final boolean ALL = "true".equals(System.getenv("CI"));

    private static final long PATIENCE_MINUTES = 8;

    @TempDir
    private Path folder;

    /** Skips the test if there is no Jupyter; with {@code CI=true} in the environment it fails instead. */
    @BeforeEach
    void needsJupyter() {
        if (!Files.isExecutable(NBCONVERT)) {
            String why = "no Jupyter here: apt-get install jupyter-nbconvert jupyter-client";
            if (ALL) {
                throw new AssertionError(why);
            }
            System.out.println("The notebooks run in JUnit only: " + why);
            Assumptions.abort(why);
        }
    }

    private record Jupyter(Process process, Path log) {
        void awaitEnd() throws IOException, InterruptedException {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("Jupyter has not ended: " + text());
            }
        }

        String text() throws IOException {
            return Files.readString(log, StandardCharsets.UTF_8);
        }
    }

    private Jupyter execute(List<Path> notebooks) throws IOException {
        KernelSpec.write(folder);
        List<String> command = new ArrayList<>(List.of(
                NBCONVERT.toString(),
                "--to=notebook",
                "--execute",
                "--ExecutePreprocessor.record_timing=False",
                "--ExecutePreprocessor.startup_timeout=300",
                "--ExecutePreprocessor.timeout=300",
                "--output-dir=" + folder.resolve("out")));
        notebooks.forEach(each -> command.add(each.toString()));
        Path log = Files.createTempFile(folder, "jupyter", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // nothing of the user's own Jupyter
        builder.environment()
                .putAll(Map.of(
                        "JUPYTER_PATH", folder.toString(),
                        "JUPYTER_CONFIG_DIR", folder.resolve("config").toString(),
                        "JUPYTER_DATA_DIR", folder.resolve("data").toString(),
                        "JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString(),
                        "IPYTHONDIR", folder.resolve("ipython").toString()));
        return new Jupyter(builder.start(), log);
    }

    @Test
    void givesTheCommittedOutputsToo() throws IOException, InterruptedException {
        List<Path> files = ALL ? Notebook.all().toList() : List.of(QUICKEST);
        int half = (files.size() + 1) / 2;

        List<Jupyter> beside = new ArrayList<>();
        for (int from = 0; from < files.size(); from += half) {
            beside.add(execute(files.subList(from, Math.min(from + half, files.size()))));
        }

        for (Jupyter jupyter : beside) {
            jupyter.awaitEnd();
            assertThat(jupyter.process().exitValue()).as(jupyter.text()).isZero();
        }
        for (Path file : files) {
            List<Output> executed = Notebook.read(folder.resolve("out").resolve(file.getFileName())).cells().stream()
                    .map(Notebook.Cell::output)
                    .toList();
            assertThat(Notebook.read(file).differences(executed)).isEmpty();
        }
    }

    @Test
    void anAssertionThatFailsReachesJupyter() throws IOException, InterruptedException {
        Jupyter jupyter = execute(List.of(Path.of("src/test/resources/notebooks/fails-its-assertion.ipynb")));

        jupyter.awaitEnd();
        assertThat(jupyter.process().exitValue()).isNotZero();
        assertThat(jupyter.text()).contains("java.lang.AssertionError: one is not two");
    }
}
