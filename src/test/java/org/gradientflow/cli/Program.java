package org.gradientflow.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gradientflow.cli.terminal.Jvm;
import org.gradientflow.recording.Wait;

/** The command line as a process of its own, in a folder of its own, printing into files. */
public final class Program implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 600;

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Path folder, List<String> before, List<String> jvm, Object... arguments) throws IOException {
        this(folder, before, jvm, Main.class, arguments);
    }

    private Program(Path folder, List<String> before, List<String> jvm, Class<?> main, Object... arguments)
            throws IOException {
        out = Files.createTempFile(folder, "out", ".txt");
        err = Files.createTempFile(folder, "err", ".txt");
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(Arrays.stream(arguments).map(Object::toString).toList());
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    /** Whether some process has begun to write a file that does not have its final name yet. */
    static boolean isWriting(Path target) {
        String[] parts = target.toAbsolutePath()
                .getParent()
                .toFile()
                .list((folder, name) -> name.startsWith(target.getFileName() + ".") && name.endsWith(".part"));
        return parts != null && parts.length > 0;
    }

    /** As a user starts it. */
    static Program start(Path folder, Object... arguments) throws IOException {
        return new Program(folder, List.of(), List.of("-Xshare:auto"), arguments);
    }

    /** The child that does the work, without the parent that sets it up. */
    public static Program startTuned(Path folder, Object... arguments) throws IOException {
        return new Program(folder, List.of(), Jvm.options(), arguments);
    }

    /** The same where it finds two cores, whatever the machine has. */
    static Program startOnTwoCores(Path folder, Object... arguments) throws IOException {
        List<String> options = new ArrayList<>(Jvm.options());
        options.add("-XX:ActiveProcessorCount=2");
        return new Program(folder, List.of(), options, arguments);
    }

    /** The child that does the work, quick to start and small; slower once it runs. */
    public static Program startSmall(Path folder, Object... arguments) throws IOException {
        return new Program(folder, List.of(), small(), arguments);
    }

    /** The same, of another program that stands for the command line. */
    public static Program startSmall(Path folder, Class<?> main, Object... arguments) throws IOException {
        return new Program(folder, List.of(), small(), main, arguments);
    }

    /** The same, with no room for larger files. */
    static Program startLimited(Path folder, int kilobytes, Object... arguments) throws IOException {
        return startAfter(folder, "ulimit -f " + kilobytes, Main.class, arguments);
    }

    /** The same, after a command of the shell, in whose place it runs. */
    static Program startAfter(Path folder, String command, Class<?> main, Object... arguments) throws IOException {
        List<String> before = List.of("bash", "-c", command + " && exec \"$@\"", "bash");
        return new Program(folder, before, small(), main, arguments);
    }

    /** The same, with file systems of its own: a command mounts them, and one looks at them when it has ended. */
    static Program startMounted(Path folder, String mount, String after, Class<?> main, Object... arguments)
            throws IOException {
        String script = mount + " && { \"$@\"; code=$?; " + after + "; exit $code; }";
        return new Program(
                folder, List.of("unshare", "--mount", "bash", "-c", script, "bash"), small(), main, arguments);
    }

    /** As a user starts it on a terminal, which is {@code script}'s; what it shows is in {@link #out}. */
    static Program startOnTerminal(Path folder, Object... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "exec script -qec \"$(printf '%q ' \"$@\")\" /dev/null", "bash"));
        return new Program(folder, command, List.of("-Xshare:auto"), arguments);
    }

    /** Keys, where it was started on a terminal. */
    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    private static List<String> small() {
        List<String> options = new ArrayList<>(Jvm.options());
        options.addAll(List.of("-Xms64m", "-Xmx128m", "-XX:-AlwaysPreTouch", "-XX:TieredStopAtLevel=1"));
        return options;
    }

    /** Absolute, since the program has a folder of its own. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Process process() {
        return process;
    }

    /** The tuned JVM, once it runs. */
    ProcessHandle child() throws Exception {
        Wait.until(
                "the program starts its child",
                () -> process.children().findAny().isPresent());
        return process.children().findAny().orElseThrow();
    }

    void awaitError(String text) throws Exception {
        Wait.until("standard error has " + text, () -> {
            if (!process.isAlive() && !err().contains(text)) {
                throw new AssertionError("ended with " + process.exitValue() + ": " + out() + err());
            }
            return err().contains(text);
        });
    }

    void awaitOut(String text) throws Exception {
        Wait.until("standard output has " + text, () -> out().contains(text));
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs: " + out() + err());
        }
        return process.exitValue();
    }

    /** What Ctrl-C sends, to each of the processes. */
    public static void interrupt(ProcessHandle... processes) throws Exception {
        send("-INT", processes);
    }

    /** What a closed terminal sends, to each of the processes. */
    static void hangUp(ProcessHandle... processes) throws Exception {
        send("-HUP", processes);
    }

    private static void send(String signal, ProcessHandle... processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        for (ProcessHandle each : processes) {
            command.add(Long.toString(each.pid()));
        }
        if (new ProcessBuilder(command).start().waitFor() != 0) {
            throw new AssertionError("could not " + command);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
