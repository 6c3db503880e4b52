package org.gradientflow.sweep.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A JVM started with the module of vector instructions, which would have the build's own JVM print a warning. */
public final class VectorJvm {
    private static final String HOLDS = ": holds";

    private final String output;

    private VectorJvm(String output) {
        this.output = output;
    }

    /** Runs a main class of the tests to its end. */
    public static VectorJvm run(Class<?> main) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=" + KernelFactory.MODULE,
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return new VectorJvm(output);
    }

    /** In that JVM: runs one check and prints a line about it. */
    public static void check(String what, Runnable assertions) {
        try {
            assertions.run();
            System.out.println(what + HOLDS);
        } catch (RuntimeException | AssertionError failure) {
            System.out.println(what + ":");
            failure.printStackTrace(System.out);
        }
    }

    /** The output of that JVM. */
    public List<String> lines() {
        return output.lines().toList();
    }

    /** In this JVM: asserts that one check passed. */
    public void assertThatHolds(String what) {
        assertThat(lines()).as(output).contains(what + HOLDS);
    }
}
