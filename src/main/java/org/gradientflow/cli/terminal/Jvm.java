package org.gradientflow.cli.terminal;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gradientflow.model.FencedExecutioner;

/**
 * A JVM set up for training small networks. Heap size and collector can't be changed in a running JVM, so the command runs in
 * a child of this one, on the same terminal.
 */
public final class Jvm {
    /** More options for the child, after those given here. */
    public static final String OPTIONS_VARIABLE = "GRADIENTFLOW_JAVA_OPTIONS";

    private static final String TUNED = "org.gradientflow.tuned";
    private static final String PARENT = "org.gradientflow.parent";

    private Jvm() {}

    public static boolean isTuned() {
        return Boolean.getBoolean(TUNED);
    }

    /**
     * Waits for the end of the process that relaunched this one.
     *
     * @param action run at once where that process is gone already; never, where nobody relaunched this one
     */
    static void onParentExit(Runnable action) {
        Long relaunchedBy = Long.getLong(PARENT);
        if (relaunchedBy == null) {
            return;
        }
        // An orphan has another parent.
        ProcessHandle.current()
                .parent()
                .filter(parent -> parent.pid() == relaunchedBy)
                .ifPresentOrElse(parent -> parent.onExit().thenRun(action), action);
    }

    /** The options; the benchmark in src/docs/speed.md measures what they bring. */
    public static List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-D" + TUNED + "=true",
                // ND4J's native memory is freed when its Java handles are collected: a small young generation does
                // that often, and a heap of fixed size, touched at the start, keeps the process as large as it began.
                "-Xms384m",
                "-Xmx384m",
                "-Xmn16m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseParallelGC",
                // JavaCPP reads the process's memory use from the system at every native allocation unless this is 0.
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dopexec=" + FencedExecutioner.class.getName(),
                // The one line that helps is enough where memory ends.
                "-Dorg.deeplearning4j.crash.reporting.enabled=false",
                "-Djava.awt.headless=true",
                "-Dlogback.configurationFile=org/gradientflow/cli/logback.xml"));
        if (Runtime.version().feature() >= 24) {
            options.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        String more = System.getenv(OPTIONS_VARIABLE);
        if (more != null && !more.isBlank()) {
            options.addAll(Arrays.asList(more.strip().split("\\s+")));
        }
        return options;
    }

    /**
     * A child JVM for a main class.
     *
     * @param main on this JVM's class path
     * @param options of the child JVM
     * @param arguments of the main class
     */
    public static ProcessBuilder child(Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(main.getClassLoader()), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** A child JVM set up for training. */
    public static ProcessBuilder tunedChild(Class<?> main, List<String> arguments) {
        List<String> options = new ArrayList<>(options());
        if (isCompiled(arguments)) {
            options.addAll(VectorModule.options());
        }
        options.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
        ProcessBuilder builder = child(main, options, arguments);
        // One arena of glibc's malloc for all threads: what one thread frees, another can use.
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "1");
        // A small network's native operations are shorter than OpenMP's hand-over between threads, and where another
        // program holds a core they wait for it, many times a step's own time.
        builder.environment().putIfAbsent("OMP_NUM_THREADS", "1");
        return builder;
    }

    /**
     * Runs a main class in a child JVM and waits for it, also when both are told to end: the child ends first.
     *
     * @return the child's exit code
     */
    public static int relaunch(Class<?> main, List<String> arguments) {
        try {
            ProcessBuilder builder = tunedChild(main, arguments).inheritIO();
            boolean vectors = isCompiled(arguments) && !VectorModule.options().isEmpty();
            if (vectors) {
                builder.redirectError(ProcessBuilder.Redirect.PIPE);
            }
            Process child = builder.start();
            Thread errors = vectors ? VectorModule.passErrors(child) : null;
            // A terminal sends Ctrl-C to both, other programs to this process only; the child decides when it is done.
            EndSignals signals = new EndSignals(() -> askToEnd(child), () -> askToEnd(child));
            try {
                int code = child.waitFor();
                if (errors != null) {
                    errors.join();
                }
                return code;
            } finally {
                signals.close();
            }
        } catch (IOException failure) {
            System.err.println("gradientflow: can't start a JVM: " + failure.getMessage());
            return 1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Whether a command trains with the compiled trainer; the others need no vectors. */
    private static boolean isCompiled(List<String> arguments) {
        return !arguments.isEmpty() && arguments.get(0).equals("sweep");
    }

    private static void askToEnd(Process child) {
        if (child.supportsNormalTermination()) {
            child.destroy();
        }
    }

    /** Maven's exec:java loads the project in a class loader of its own, which java.class.path knows nothing of. */
    private static String classPath(ClassLoader loader) {
        if (loader instanceof URLClassLoader urls) {
            return Arrays.stream(urls.getURLs())
                    .map(Jvm::path)
                    .collect(Collectors.joining(System.getProperty("path.separator")));
        }
        return System.getProperty("java.class.path");
    }

    private static String path(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
