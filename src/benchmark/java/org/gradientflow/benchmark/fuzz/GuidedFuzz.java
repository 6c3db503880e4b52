package org.gradientflow.benchmark.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.Jvm;

/**
 * Gives inputs to the readers that Jazzer makes, guided by coverage: Jazzer keeps the inputs that reach new code and changes them
 * further. Failing inputs and the kept ones are saved below {@code target/fuzz}; the next run starts with the kept ones.
 */
public final class GuidedFuzz {
    private static final String TARGET = "org.gradientflow.fuzz.target";
    private static final String FOLDER = "org.gradientflow.fuzz.folder";
    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

    private static final String PARSERS =
            "org.gradientflow.**:com.fasterxml.jackson.**:org.yaml.snakeyaml.**:org.apache.commons.csv.**";

    /** The code whose coverage guides Jazzer: this project, and the libraries that parse for it. */
    private static final String GUIDED_BY = PARSERS + ":picocli.**:org.mapdb.**";

    /** The code in which Jazzer detects classes and objects that are made because an input names them. MapDB's streams fail with it. */
    private static final String WATCHED = PARSERS + ":org.nd4j.shade.jackson.**:org.deeplearning4j.nn.**";

    private static FuzzTarget target;
    private static Fuzzer fuzzer;

    private GuidedFuzz() {}

    /**
     * Starts Jazzer for one target after another.
     *
     * @param inputs in all
     * @param wanted names of targets; empty for all
     * @throws BadInputException when Jazzer is not on the class path, or a target does not exist
     * @return 0, or 1 when an input was not read as it should be
     * @throws Exception when Jazzer can't be started
     */
    public static int run(int inputs, List<String> wanted) throws Exception {
        requireJazzer();
        Path saved = Files.createDirectories(Path.of("target", "fuzz").toAbsolutePath());
        Path folder = Files.createTempDirectory(saved, "files");
        List<FuzzTarget> all = FuzzTargets.in(folder);
        for (String name : wanted) {
            FuzzTarget.named(name, all);
        }
        List<String> failed = new ArrayList<>();
        for (FuzzTarget each : all) {
            if (wanted.isEmpty() || wanted.contains(each.name())) {
                if (!run(each, Fuzz.count(all, each, inputs), saved, folder)) {
                    failed.add(each.name());
                }
            }
        }
        return failed.isEmpty() ? 0 : 1;
    }

    private static void requireJazzer() {
        try {
            Class.forName(JAZZER, false, GuidedFuzz.class.getClassLoader());
        } catch (ClassNotFoundException noProfile) {
            throw new BadInputException("Jazzer is not on the class path: add the profile jazzer (-Pbenchmark,jazzer)");
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

    /** The coverage that Jazzer prints in the end. */
    private static String covered(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("cov: "))
                    .reduce((first, last) -> last)
                    .map(line -> line.replaceAll(".*(cov: \\d+ ft: \\d+ corp: \\d+).*", "$1"))
                    .orElse("no input");
        }
    }

    /** Called by Jazzer. Reads valid input once, so that loading and instrumenting classes is not measured later. */
    public static void fuzzerInitialize() throws IOException, InterruptedException {
        target = FuzzTarget.named(System.getProperty(TARGET), FuzzTargets.in(Path.of(System.getProperty(FOLDER))));
        fuzzer = new Fuzzer(0);
        for (byte[] valid : target.valid()) {
            fuzzer.problem(target, valid);
        }
    }

    /** Called by Jazzer with each input. A problem counts when it occurs twice: the first time may have loaded classes. */
    public static void fuzzerTestOneInput(byte[] input) throws InterruptedException {
        if (fuzzer.problem(target, input).isPresent()) {
            Optional<String> problem = fuzzer.problem(target, input);
            if (problem.isPresent()) {
                throw new AssertionError(problem.get());
            }
        }
    }
}
