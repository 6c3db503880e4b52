package org.gradientflow.notebook;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what Jupyter needs to start the {@link Kernel}: {@code kernel.json}, and a file with the arguments of {@code java}. */
public final class KernelSpec {
    /** The name that notebooks ask for; JJava's and IJava's kernels are installed under the same one. */
    public static final String NAME = "java";

    private KernelSpec() {}

    /**
     * Writes the files for this JVM and its class path.
     *
     * @param arguments a folder for JUPYTER_PATH
     * @throws IOException when it can't be written
     */
    public static void main(String... arguments) throws IOException {
        System.out.println("Kernel: " + write(Path.of(arguments[0]).toAbsolutePath()));
    }

    /**
     * Writes the files for this JVM and its class path.
     *
     * @param jupyter a folder for JUPYTER_PATH
     * @return the folder of the kernel
     * @throws IOException when it can't be written
     */
    public static Path write(Path jupyter) throws IOException {
        Path folder = Files.createDirectories(jupyter.resolve("kernels").resolve(NAME));
        Path arguments = folder.resolve("java.args");
        Files.write(arguments, arguments());
        Map<String, Object> spec = Map.of(
                "argv",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + arguments,
                        Kernel.class.getName(),
                        "{connection_file}"),
                "display_name",
                "Java",
                "language",
                "java",
                // A signal would end the kernel; a message is only answered.
                "interrupt_mode",
                "message",
                "env",
                // one arena of glibc's malloc for all threads, and no threads for arrays as small as these
                Map.of("MALLOC_ARENA_MAX", "1", "OMP_NUM_THREADS", "1"));
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("kernel.json").toFile(), spec);
        return folder;
    }

    private static List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx512m",
                "-Xmn128m",
                "-XX:+UseParallelGC",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dopexec=org.gradientflow.model.FencedExecutioner",
                "-Djava.awt.headless=true",
                "-Dlogback.configurationFile=org/gradientflow/cli/logback.xml"));
        if (Runtime.version().feature() >= 24) {
            arguments.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        arguments.addAll(List.of("-classpath", quoted(System.getProperty("java.class.path"))));
        return arguments;
    }

    /** In an argument file, backslashes are escapes and blanks separate arguments. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\") + '"';
    }
}
