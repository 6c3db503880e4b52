package org.gradientflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradientflow.cli.terminal.Jvm;

/**
 * {@code mvn -q -Pjazzer test-compile exec:java}: Jazzer gives the readers 100,000 inputs, of which it keeps those that reach
 * code that no other did, and changes them further. With {@code -Dexec.args="INPUTS TARGET..."} other numbers, or some of the
 * targets. What fails is saved below {@code target/fuzz}, and what was kept: the next time begins with it.
 */
public final class GuidedFuzz {
    private static final String TARGET = "org.gradientflow.fuzz.target";
    private static final String FOLDER = "org.gradientflow.fuzz.folder";
    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
    private static final int INPUTS = 100_000;

    private static final String PARSERS =
            "org.gradientflow.**:com.fasterxml.jackson.**:org.yaml.snakeyaml.**:org.apache.commons.csv.**";

    /** What decides where the readers go: this project, and the libraries that parse for it. */
    private static final String GUIDED_BY = PARSERS + ":picocli.**:org.mapdb.**";

    /** Where Jazzer looks for classes made and objects deserialised of what an input names. MapDB's streams break under it. */
    private static final String WATCHED = PARSERS + ":org.nd4j.shade.jackson.**:org.deeplearning4j.nn.**";

    private static FuzzTarget target;
    private static Fuzzer fuzzer;

    private GuidedFuzz() {}

    /**
     * Starts Jazzer for one target after another.
     *
     * @param arguments as above
     * @throws Exception when an input is not read as it should be
     */
    public static void main(String[] arguments) throws Exception {
        Path saved = Files.createDirectories(Path.of("target", "fuzz").toAbsolutePath());
        Path folder = Files.createTempDirectory(saved, "files");
        List<FuzzTarget> all = FuzzTargets.in(folder);
        int inputs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : INPUTS;
        List<String> wanted = Stream.of(arguments).skip(1).toList();
        List<String> failed = new ArrayList<>();
        for (FuzzTarget each : all) {
            if (wanted.isEmpty() || wanted.contains(each.name())) {
                if (!run(each, Fuzz.count(all, each, inputs), saved, folder)) {
                    failed.add(each.name());
                }
            }
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException("an input was not read as it should be: " + failed);
        }
    }

    private static boolean run(FuzzTarget target, int count, Path saved, Path folder) throws Exception {
        String name = target.name().replace(' ', '-');
        Path corpus = Files.createDirectories(saved.resolve("corpus").resolve(name));
        for (int i = 0; i < target.valid().size(); i++) {
            Files.write(corpus.resolve("valid" + i), target.valid().get(i));
        }
        List<String> options = new ArrayList<>(Fuzz.options());
        options.add("-D" + TARGET + "=" + target.name());
        options.add("-D" + FOLDER + "=" + folder);
        options.add("-Djazzer.target_class=" + GuidedFuzz.class.getName());
        options.add("-Djazzer.instrumentation_includes=" + GUIDED_BY);
        options.add("-Djazzer.custom_hook_includes=" + WATCHED);
        ProcessBuilder child = Jvm.child(
                Class.forName(JAZZER),
                options,
                List.of("-runs=" + count, "-artifact_prefix=" + saved + "/" + name + "-", corpus.toString()));
        Path log = saved.resolve(name + ".log");
        child.environment().putIfAbsent("OMP_NUM_THREADS", "1");
        long start = System.nanoTime();
        int code = child.directory(saved.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        System.out.printf(
                Locale.ROOT,
                "%-20s %,7d inputs in %.0f s, %s: %s%n",
                target.name(),
                count,
                (System.nanoTime() - start) / 1e9,
                code == 0 ? "all read as they should be" : "failed, see " + log,
                covered(log));
        return code == 0;
    }

    /** What Jazzer says in the end. */
    private static String covered(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("cov: "))
                    .reduce((first, last) -> last)
                    .map(line -> line.replaceAll(".*(cov: \\d+ ft: \\d+ corp: \\d+).*", "$1"))
                    .orElse("no input");
        }
    }

    /** Called by Jazzer. What is measured later is not the loading of classes, nor how Jazzer changes them. */
    public static void fuzzerInitialize() throws IOException, InterruptedException {
        target = FuzzTarget.named(System.getProperty(TARGET), FuzzTargets.in(Path.of(System.getProperty(FOLDER))));
        fuzzer = new Fuzzer(0);
        for (byte[] valid : target.valid()) {
            fuzzer.problem(target, valid);
        }
    }

    /** Called by Jazzer, with each input. The second time it has the classes that are for what is wrong with this one. */
    public static void fuzzerTestOneInput(byte[] input) throws InterruptedException {
        if (fuzzer.problem(target, input).isPresent()) {
            Optional<String> problem = fuzzer.problem(target, input);
            if (problem.isPresent()) {
                throw new AssertionError(problem.get());
            }
        }
    }
}
