package org.gradientflow.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The JDK's module of vector instructions, which the compiled trainer uses where a JVM was started with it. */
public final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";
    private static final byte[] WARNING =
            ("WARNING: Using incubator modules: " + NAME).getBytes(StandardCharsets.US_ASCII);

    private VectorModule() {}

    /** Options of a child JVM of this JVM's kind; none where its JDK lacks the module, which would be an error. */
    public static List<String> options() {
        return ModuleFinder.ofSystem().find(NAME).isPresent() ? List.of("--add-modules=" + NAME) : List.of();
    }

    /** Passes on what such a child says on stderr, but for the JVM's first line, which warns of the module. */
    static Thread passErrors(Process child) {
        Thread thread = new Thread(() -> {
            try (InputStream errors = child.getErrorStream()) {
                byte[] start = errors.readNBytes(WARNING.length);
                if (!Arrays.equals(start, WARNING)) {
                    System.err.write(start);
                } else if (errors.read() == '\r') {
                    errors.skipNBytes(1);
                }
                errors.transferTo(System.err);
            } catch (IOException closed) {
                // The child is gone, or this program's own stderr: nobody is left to tell.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
