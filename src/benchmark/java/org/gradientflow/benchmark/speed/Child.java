package org.gradientflow.benchmark.speed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs a measurement in a process of its own, which is killed when this process ends. */
public final class Child {
    private Child() {}

    /**
     * Runs a process to its end.
     *
     * @param name for the failure's message
     * @param builder of the process; what it writes to standard error is dropped
     * @return its standard output
     * @throws IllegalStateException when it fails
     */
    public static String output(String name, ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Thread kill = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(kill);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(kill);
        if (code != 0) {
            throw new IllegalStateException(name + " failed: " + output);
        }
        return output;
    }

    /** The last line of the output: without this project's log settings, libraries log to standard output before it. */
    public static String lastLine(String name, ProcessBuilder builder) throws IOException, InterruptedException {
        String output = output(name, builder);
        return output.substring(output.lastIndexOf('\n') + 1);
    }
}
