package org.gradientflow.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** One way of training the benchmark's network. Each runs in a process of its own and prints one line: loss and steps a second. */
public interface Contender {
    /** The network's initial values and the inputs of the first steps, little-endian float32. */
    String INITIAL = "initial.f32";

    /** See {@link #INITIAL}. */
    String INPUTS = "inputs.f32";

    /** How long a contender trains before it is measured, and how long it is. */
    double SECONDS = 3;

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
        stepsPerSecond(contender, inputs);
        double speed = stepsPerSecond(contender, inputs);
        System.out.printf(Locale.ROOT, "%.9g %.3f%n", loss, speed);
        System.exit(0); // DL4J leaves threads behind
    }

    private static double stepsPerSecond(Contender contender, float[] inputs) {
        long start = System.nanoTime();
        long steps = 0;
        double seconds = 0;
        while (seconds < SECONDS) {
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
