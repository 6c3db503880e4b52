package org.gradientflow.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradientflow.cli.terminal.Jvm;
import org.gradientflow.model.FencedExecutioner;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Whether a JVM survives: six threads add a row to a matrix, beside many garbage collections, for 40 seconds with each
 * executioner. {@code mvn -q -Pbenchmark test-compile exec:java -Dmain.class=org.gradientflow.cli.BroadcastStress}
 */
public final class BroadcastStress {
    private static final int THREADS = 6;
    private static final int SECONDS = 40;

    private BroadcastStress() {}

    /**
     * Prints a line for each executioner.
     *
     * @param arguments none, or {@code child} in the JVM that is put under stress
     * @throws Exception when no JVM can be started
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            additions();
            System.exit(0);
        }
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
                            List.of("child"))
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
