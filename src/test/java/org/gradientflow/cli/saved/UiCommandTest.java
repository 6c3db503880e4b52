package org.gradientflow.cli.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.cli.Main;
import org.gradientflow.cli.terminal.Jvm;
import org.gradientflow.recording.BatchFileStatsStorage;
import org.gradientflow.recording.Nets;
import org.gradientflow.recording.SessionId;
import org.gradientflow.recording.StepStatsListener;
import org.gradientflow.ui.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UiCommandTest {

    @TempDir
    private Path folder;

    private Path saved(String name) {
        Path file = folder.resolve(name + ".bin");
        BatchFileStatsStorage storage = new BatchFileStatsStorage(file.toFile());
        MultiLayerNetwork network = Nets.threeLayer();
        network.setListeners(new StepStatsListener(storage, SessionId.of(name, 0, LocalDateTime.now()), 5));
        Nets.train(network, 6);
        storage.close();
        return file;
    }

    /** Runs the whole program in a process of its own, until a signal ends it. */
    @Test
    void servesSavedFilesUntilItIsStopped() throws Exception {
        List<Path> files = List.of(saved("one"), saved("two"));
        byte[] before = Files.readAllBytes(files.get(0));
        Process program = Jvm.tunedChild(
                        Main.class,
                        List.of(
                                "ui",
                                "--port",
                                "0",
                                files.get(0).toString(),
                                files.get(1).toString()))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            String first = out.readLine();
            assertThat(first).matches("Gradient flow: http://127\\.0\\.0\\.1:\\d+/gradientflow#all until Ctrl-C");
            assertThat(out.readLine()).endsWith("/train/overview");
            String address = first.replaceFirst("^.*(http://[^/]+).*$", "$1");
            String sessions = new Browser(address).text("/gradientflow/data/sessions");
            assertThat(sessions).contains("\"session\":\"one_seed-0", "\"session\":\"two_seed-0", "\"reports\":2");
            program.destroy(); // SIGTERM, which it takes as Ctrl-C
            assertThat(program.waitFor(180, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly();
        }
        assertThat(Files.readAllBytes(files.get(0))).isEqualTo(before);
    }

    @Test
    void badInputIsOneLineAndExitCodeTwo() throws Exception {
        Path missing = folder.resolve("missing.bin");
        assertThat(execute("ui", missing.toString()))
                .isEqualTo("2 gradientflow: " + missing + ": no such file or folder\n");
        Path text = Files.writeString(folder.resolve("text"), "no statistics");
        assertThat(execute("ui", text.toString()))
                .isEqualTo("2 gradientflow: " + text
                        + ": is damaged or is not a file of DL4J's FileStatsStorage; give the stats.bin of a case\n");
        assertThat(execute("ui"))
                .startsWith("2 gradientflow: ")
                .contains("FILE")
                .hasLineCount(1);
        Path good = saved("good");
        assertThat(execute("ui", good.toString(), missing.toString())).startsWith("2 gradientflow: " + missing);
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(execute("ui", "--port", "" + busy.getLocalPort(), good.toString()))
                    .startsWith("2 gradientflow: Port " + busy.getLocalPort())
                    .contains("is in use")
                    .hasLineCount(1);
        }
    }

    private static String execute(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(text));
        int code = command.execute(arguments);
        return code + " " + text.toString().replace(System.lineSeparator(), "\n");
    }
}
