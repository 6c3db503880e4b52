package org.gradientflow.benchmark.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.gradientflow.cli.terminal.Problems;

/**
 * Checks how a reader takes damaged input: within a second and in bounded memory it must read the input or refuse it, with one
 * line that a terminal can show and that names the file. The inputs are seeded mutations of valid input, without guidance by
 * coverage.
 */
final class Fuzzer implements AutoCloseable {
    /** Processor time: other programs must not make a reader look slow. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Memory allocated in all, freed or not. */
    private static final long MOST_BYTES = 256L << 20;

    private static final int HANGS_SECONDS = 30;
    private static final int LONGEST_LINE = 1_500;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private final long seed;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "fuzz");
        thread.setDaemon(true);
        return thread;
    });
    private long refused;
    private long slowest;

    Fuzzer(long seed) {
        this.seed = seed;
    }

    /** An input of a target, the same for the same seed and valid inputs. */
    byte[] input(FuzzTarget target, long number) {
        return new Mutation(
                        new SplittableRandom(
                                seed + 1_000_003 * number + target.name().hashCode()),
                        target.valid())
                .next();
    }

    long refused() {
        return refused;
    }

    /** Processor time of the slowest input. */
    long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(slowest);
    }

    /** The problem with how an input is read; empty for none. */
    Optional<String> problem(FuzzTarget target, byte[] input) throws InterruptedException {
        try {
            return worker.submit(() -> read(target, input)).get(HANGS_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException hangs) {
            return Optional.of("hangs");
        } catch (ExecutionException fault) {
            return Optional.of("the fuzzer fails: " + fault.getCause());
        }
    }

    private Optional<String> read(FuzzTarget target, byte[] input) {
        long thread = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(thread);
        long start = threads.getCurrentThreadCpuTime();
        Throwable thrown = null;
        try {
            target.reader().read(input);
        } catch (Throwable any) {
            thrown = any;
        }
        long nanos = threads.getCurrentThreadCpuTime() - start;
        long allocated = threads.getThreadAllocatedBytes(thread) - bytes;
        slowest = Math.max(slowest, nanos);
        if (thrown != null) {
            refused++;
            Optional<String> problem = problem(target, thrown);
            if (problem.isPresent()) {
                return problem;
            }
        }
        if (nanos > MOST_NANOS) {
            return Optional.of("takes " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
        }
        return allocated > MOST_BYTES ? Optional.of("allocates " + (allocated >> 20) + " MB") : Optional.empty();
    }

    private static Optional<String> problem(FuzzTarget target, Throwable thrown) {
        if (!Problems.isInput(thrown)) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            return Optional.of("throws " + trace);
        }
        String line = Problems.line(thrown);
        if (target.file() != null && !line.contains(target.file().getFileName().toString())) {
            return Optional.of("does not name the file: " + line);
        }
        return lineProblem(line);
    }

    /** The problem with a line for a terminal; empty for a good line. */
    static Optional<String> lineProblem(String line) {
        if (line.isBlank() || line.equals("null") || line.endsWith(": null")) {
            return Optional.of("does not say why: " + line);
        }
        if (CONTROL.matcher(line).find()) {
            return Optional.of(
                    "says it in control characters: " + CONTROL.matcher(line).replaceAll("?"));
        }
        return line.length() > LONGEST_LINE
                ? Optional.of("says it in " + line.length() + " characters: " + line.substring(0, LONGEST_LINE))
                : Optional.empty();
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
