package org.gradientflow.benchmark.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gradientflow.cli.terminal.Jvm;
import org.gradientflow.model.FencedExecutioner;

/**
 * Gives damaged inputs to every reader, in a JVM with 256 MB of heap. Inputs that are not read as they should be are saved below
 * {@code target/fuzz}.
 */
public final class Fuzz {
    private static final String AGAIN = "again";
    private static final int PROGRESS_EVERY = 2_000;

    private Fuzz() {}

    /**
     * Gives damaged inputs to all readers.
     *
     * @param inputs in all
     * @param seed of the damage
     * @return 0, or 1 when an input was not read as it should be
     * @throws Exception when the fuzzer itself fails
     */
    public static int run(int inputs, long seed) throws Exception {
        return start(List.of(Integer.toString(inputs), Long.toString(seed)));
    }

    /**
     * Gives a saved input to its reader again.
     *
     * @param target name of the reader
     * @param file that was saved
     * @return 0, or 1 when it was not read as it should be
     * @throws Exception when the fuzzer itself fails
     */
    public static int again(String target, Path file) throws Exception {
        return start(List.of(AGAIN, target, file.toString()));
    }

    private static int start(List<String> arguments) throws Exception {
        ProcessBuilder child = Jvm.child(Fuzz.class, options(), arguments).inheritIO();
        child.environment().putIfAbsent("OMP_NUM_THREADS", "1");
        return child.start().waitFor();
    }

    /**
     * The child.
     *
     * @param arguments a number of inputs and a seed, or {@code again}, a target and a file
     * @throws Exception when the fuzzer itself fails
     */
    public static void main(String[] arguments) throws Exception {
        Path saved = Files.createDirectories(Path.of("target", "fuzz"));
        List<FuzzTarget> targets = FuzzTargets.in(Files.createTempDirectory(saved, "files"));
        System.exit(
                arguments[0].equals(AGAIN)
                        ? again(targets, arguments[1], Path.of(arguments[2]))
                        : all(targets, saved, Integer.parseInt(arguments[0]), Long.parseLong(arguments[1])));
    }

    /** Options of the JVM that reads. */
    static List<String> options() {
        return List.of(
                "-Xmx256m",
                "-XX:+UseParallelGC",
                "--add-modules=jdk.incubator.vector",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dopexec=" + FencedExecutioner.class.getName(),
                "-Dlogback.configurationFile=org/gradientflow/cli/logback.xml");
    }

    private static int again(List<FuzzTarget> targets, String name, Path file) throws Exception {
        FuzzTarget target = FuzzTarget.named(name, targets);
        try (Fuzzer fuzzer = new Fuzzer(0)) {
            Optional<String> problem = fuzzer.problem(target, Files.readAllBytes(file));
            System.out.println(name + ": " + problem.orElse("as it should be"));
            return problem.isPresent() ? 1 : 0;
        }
    }

    private static int all(List<FuzzTarget> targets, Path saved, int inputs, long seed) throws Exception {
        System.out.println("seed " + seed);
        int failures = 0;
        for (FuzzTarget target : targets) {
            failures += inputs(target, count(targets, target, inputs), seed, saved);
        }
        System.out.printf(Locale.ROOT, "%,d inputs, %,d of them not read as they should be%n", inputs, failures);
        return failures == 0 ? 0 : 1;
    }

    /** The number of a target's inputs, of so many inputs in all. */
    static int count(List<FuzzTarget> targets, FuzzTarget target, int inputs) {
        long shares = targets.stream().mapToLong(FuzzTarget::share).sum();
        return (int) Math.max(1, (long) inputs * target.share() / shares);
    }

    private static int inputs(FuzzTarget target, int count, long seed, Path saved) throws Exception {
        // Read once, so that the loading of classes is not measured.
        target.reader().read(target.valid().get(0));
        int failures = 0;
        long start = System.nanoTime();
        try (Fuzzer fuzzer = new Fuzzer(seed)) {
            for (int number = 0; number < count; number++) {
                byte[] input = fuzzer.input(target, number);
                Optional<String> problem = fuzzer.problem(target, input);
                if (problem.isPresent()) {
                    failures++;
                    System.out.println(save(target, seed, number, input, saved) + ": " + problem.get());
                }
                if (number == count - 1 || number % PROGRESS_EVERY == PROGRESS_EVERY - 1) {
                    printProgress(target, number + 1, fuzzer, (System.nanoTime() - start) / 1e9);
                }
            }
        }
        return failures;
    }

    private static Path save(FuzzTarget target, long seed, int number, byte[] input, Path saved) throws IOException {
        return Files.write(saved.resolve("%s-%d-%d".formatted(target.name().replace(' ', '-'), seed, number)), input);
    }

    private static void printProgress(FuzzTarget target, int done, Fuzzer fuzzer, double seconds) {
        System.out.printf(
                Locale.ROOT,
                "%-20s %,7d inputs, %,7d refused, the slowest in %,d ms; %.0f s%n",
                target.name(),
                done,
                fuzzer.refused(),
                fuzzer.slowestMillis(),
                seconds);
    }
}
