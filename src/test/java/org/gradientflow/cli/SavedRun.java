package org.gradientflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The original's three cases, trained once for all tests through the command line: long enough for the original's pictures. */
public final class SavedRun {
    public static final int STEPS = 1_100;

    private static final Path BASE = make();

    private SavedRun() {}

    /** What {@code run --out} left. */
    public static Path folder() {
        return BASE.resolve("out");
    }

    /** What {@code run --tensorboard} left. */
    public static Path tensorboard() {
        return BASE.resolve("tensorboard");
    }

    /** A copy to damage. */
    public static Path copyTo(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(folder().relativize(file).toString()));
            }
        }
        return target;
    }

    /** What a command did. */
    public record Outcome(int code, String out, String err) {}

    public static Outcome command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = line.execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    private static Path make() {
        try {
            Path base = Files.createTempDirectory("gradientflow-saved-run");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(base)));
            Outcome run = command(
                    "run",
                    "--no-ui",
                    "--no-diagnosis",
                    "--steps",
                    Integer.toString(STEPS),
                    "--out",
                    base.resolve("out").toString(),
                    "--tensorboard",
                    base.resolve("tensorboard").toString());
            if (run.code() != 0) {
                throw new IllegalStateException(run.toString());
            }
            return base;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path base) {
        try (Stream<Path> files = Files.walk(base)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            System.err.println("can't delete " + base + ": " + failure);
        }
    }
}
