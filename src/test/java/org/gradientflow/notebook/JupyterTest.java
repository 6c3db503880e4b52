package org.gradientflow.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebooks as Jupyter runs them: in the kernel's own process, through its sockets. */
class JupyterTest {
    /** Debian's, by its whole name: another Python may come first in PATH, and lack what this one has. */
    private static final Path NBCONVERT = Path.of("/usr/bin/jupyter-nbconvert");

    private static final long PATIENCE_MINUTES = 8;

    @TempDir
    private Path folder;

    /** Skips the test where there is no Jupyter; with {@code CI=true} in the environment it fails instead. */
    @BeforeEach
    void needsJupyter() {
        if (!Files.isExecutable(NBCONVERT)) {
            String why = "no Jupyter here: apt-get install jupyter-nbconvert jupyter-client";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(why);
            }
            System.out.println("The notebooks run in JUnit only: " + why);
            Assumptions.abort(why);
        }
    }

    private record Jupyter(int code, String log) {}

    private Jupyter execute(List<Path> notebooks) throws IOException, InterruptedException {
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
        File log = folder.resolve("log").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        // nothing of the user's own Jupyter
        builder.environment()
                .putAll(Map.of(
                        "JUPYTER_PATH", folder.toString(),
                        "JUPYTER_CONFIG_DIR", folder.resolve("config").toString(),
                        "JUPYTER_DATA_DIR", folder.resolve("data").toString(),
                        "JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString(),
                        "IPYTHONDIR", folder.resolve("ipython").toString()));
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("Jupyter has not ended: " + Files.readString(log.toPath()));
        }
        return new Jupyter(process.exitValue(), Files.readString(log.toPath(), StandardCharsets.UTF_8));
    }

    @Test
    void leavesWhatIsCommittedToo() throws IOException, InterruptedException {
        List<Path> files = Notebook.all().toList();

        Jupyter jupyter = execute(files);

        assertThat(jupyter.code()).as(jupyter.log()).isZero();
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

        assertThat(jupyter.code()).isNotZero();
        assertThat(jupyter.log()).contains("java.lang.AssertionError: one is not two");
    }
}
