package org.gradientflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gradientflow.cli.terminal.Jvm;
import org.gradientflow.model.FencedExecutioner;

/**
 * {@code mvn -q -Pfuzz test-compile exec:java}: reads 100,000 damaged inputs with 256 MB of heap. With
 * {@code -Dexec.args="INPUTS SEED"} other ones, and with {@code -Dexec.args="TARGET FILE"} one that was saved. What fails is
 * saved below {@code target/fuzz}.
 */
public final class Fuzz {
    private static final String CHILD = "org.gradientflow.fuzz";
    private static final int INPUTS = 100_000;
    private static final int TOLD_EVERY = 2_000;

    private Fuzz() {}

    /**
     * Reads damaged inputs.
     *
     * @param arguments as above
     * @throws Exception when the fuzzer itself fails
     */
    public static void main(String[] arguments) throws Exception {
        if (!Boolean.getBoolean(CHILD)) {
            ProcessBuilder child =
                    Jvm.child(Fuzz.class, options(), List.of(arguments)).inheritIO();
            child.environment().putIfAbsent("OMP_NUM_THREADS", "1");
            if (child.start().waitFor() != 0) {
                throw new IllegalStateException("an input was not read as it should be");
            }
            return;
        }
        Path saved = Files.createDirectories(Path.of("target", "fuzz"));
        Path folder = Files.createTempDirectory(saved, "files");
        List<FuzzTarget> targets = FuzzTargets.in(folder);
        boolean one = arguments.length == 2 && !arguments[0].matches("[0-9]+");
        System.exit(one ? again(targets, arguments[0], Path.of(arguments[1])) : all(targets, saved, arguments));
    }

    /** Of the JVM that reads. */
    static List<String> options() {
        return List.of(
                "-D" + CHILD + "=true",
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

    private static int all(List<FuzzTarget> targets, Path saved, String... arguments) throws Exception {
        int inputs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : INPUTS;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime() % 1_000_000_000;
        System.out.println("seed " + seed);
        int failures = 0;
        for (FuzzTarget target : targets) {
            failures += inputs(target, count(targets, target, inputs), seed, saved);
        }
        System.out.printf(Locale.ROOT, "%,d inputs, %,d of them not read as they should be%n", inputs, failures);
        return failures == 0 ? 0 : 1;
    }

    /** Of so many inputs in all. */
    static int count(List<FuzzTarget> targets, FuzzTarget target, int inputs) {
        long shares = targets.stream().mapToLong(FuzzTarget::share).sum();
        return (int) Math.max(1, (long) inputs * target.share() / shares);
    }

    private static int inputs(FuzzTarget target, int count, long seed, Path saved) throws Exception {
        // Once, so that what is measured is not the loading of classes.
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
                if (number == count - 1 || number % TOLD_EVERY == TOLD_EVERY - 1) {
                    tell(target, number + 1, fuzzer, (System.nanoTime() - start) / 1e9);
                }
            }
        }
        return failures;
    }

    private static Path save(FuzzTarget target, long seed, int number, byte[] input, Path saved) throws IOException {
        return Files.write(saved.resolve("%s-%d-%d".formatted(target.name().replace(' ', '-'), seed, number)), input);
    }

    private static void tell(FuzzTarget target, int done, Fuzzer fuzzer, double seconds) {
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
