package org.gradientflow.benchmark.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradientflow.cli.terminal.Jvm;
import org.gradientflow.model.FencedExecutioner;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Tests whether a JVM survives six threads that add a row to a matrix during many garbage collections, for 40 seconds with DL4J's
 * executioner and with this project's.
 */
public final class BroadcastStress {
    private static final int THREADS = 6;
    private static final int SECONDS = 40;

    private BroadcastStress() {}

    /**
     * The child: adds rows to matrices.
     *
     * @param arguments none
     * @throws InterruptedException when interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        additions();
        System.exit(0); // ND4J leaves threads behind
    }

    /**
     * Prints one line for each executioner.
     *
     * @throws Exception when no JVM can be started
     */
    public static void run() throws Exception {
        for (Class<?> executioner : List.of(NativeOpExecutioner.class, FencedExecutioner.class)) {
            Process child = Jvm.child(
                            BroadcastStress.class,
                            List.of(
                                    "-Xmx256m",
                                    "-Xmn2m",
                                    "-XX:+UseParallelGC",
                                    "-XX:ErrorFile=/dev/null",
                                    "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                                    "-Dopexec=" + executioner.getName()),
                            List.of())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int exit = child.waitFor();
            System.out.printf(
                    "%-22s %s%n", executioner.getSimpleName(), exit == 0 ? "survived" : "crashed, exit code " + exit);
        }
    }

    private static void additions() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                INDArray matrix = Nd4j.rand(16, 24);
                INDArray row = Nd4j.rand(1, 24);
                while (System.nanoTime() < end) {
                    matrix.dup().addiRowVector(row);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
