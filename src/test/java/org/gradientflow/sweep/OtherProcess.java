package org.gradientflow.sweep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process beside this one that wants a file to itself. */
final class OtherProcess {
    private static final int GRANTED = 0;
    private static final int REFUSED = 3;

    private OtherProcess() {}

    /** Whether it gets the file's lock. */
    static boolean locks(Path file) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return switch (process.waitFor()) {
            case GRANTED -> true;
            case REFUSED -> false;
            default -> throw new AssertionError(output);
        };
    }

    /** In that process. */
    public static void main(String[] arguments) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
            System.exit(channel.tryLock() == null ? REFUSED : GRANTED);
        }
    }
}
