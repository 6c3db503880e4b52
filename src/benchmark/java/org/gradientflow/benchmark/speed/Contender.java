package org.gradientflow.benchmark.speed;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One way of training the benchmark's network. It runs in a process of its own and prints one line: loss, steps a second, and
 * the milliseconds that the JIT compiled meanwhile, in all its threads together.
 */
public interface Contender {
    /** The network's initial values and the inputs of the first steps, little-endian float32. */
    String INITIAL = "initial.f32";

    /** See {@link #INITIAL}. */
    String INPUTS = "inputs.f32";

    /** How long a contender is measured. */
    double SECONDS = 3;

    /** At most so many seconds of warm-up: it ends with the first second in which the JIT compiled for less than 1% of the time. */
    int MOST_WARM_UP = 10;

    /**
     * Trains on, one row a step.
     *
     * @param inputs a step's input each
     * @return mean loss of the (first) network over these steps
     */
    double train(float[] inputs);

    /** The number of networks that take each step. */
    default int networks() {
        return 1;
    }

    /** The first steps' loss, then the speed of many more. */
    static void measure(Contender contender, Path folder) throws IOException {
        float[] inputs = read(folder.resolve(INPUTS));
        double loss = contender.train(inputs);
        long before;
        int second = 0;
        do {
            before = compiling();
            stepsPerSecond(contender, inputs, 1);
        } while (++second < MOST_WARM_UP && compiling() - before >= 10);
        before = compiling();
        double speed = stepsPerSecond(contender, inputs, SECONDS);
        System.out.printf(Locale.ROOT, "%.9g %.3f %d%n", loss, speed, compiling() - before);
        System.exit(0); // DL4J leaves threads behind
    }

    private static long compiling() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    private static double stepsPerSecond(Contender contender, float[] inputs, double least) {
        long start = System.nanoTime();
        long steps = 0;
        double seconds = 0;
        while (seconds < least) {
            contender.train(inputs);
            steps += (long) inputs.length * contender.networks();
            seconds = (System.nanoTime() - start) / 1e9;
        }
        return steps / seconds;
    }

    static float[] read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    static void write(Path file, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Files.write(file, bytes.array());
    }
}
