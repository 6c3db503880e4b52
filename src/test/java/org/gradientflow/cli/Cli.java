package org.gradientflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line as a user sees it, in this JVM: exit code and what was printed. */
public record Cli(int code, String out, String err) {
    public static Cli run(Object... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int code =
                    Main.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
            return new Cli(code, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    public List<String> outLines() {
        return out.lines().toList();
    }

    /** Every file and folder below, with what the files hold: equal before and after means that nothing was touched. */
    public static Map<Path, String> contents(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.collect(Collectors.toMap(
                    path -> path,
                    path -> Files.isDirectory(path) ? "a folder" : read(path),
                    (a, b) -> a,
                    TreeMap::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One line on standard error, exit code 2, and nothing touched below a folder. */
    public static void assertRefused(Path folder, String message, Object... arguments) {
        Map<Path, String> before = contents(folder);

        Cli result = run(arguments);

        assertThat(result.err).isEqualTo("gradientflow: " + message + System.lineSeparator());
        assertThat(result.code).isEqualTo(2);
        assertThat(result.out).isEmpty();
        assertThat(contents(folder)).isEqualTo(before);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
