package org.gradientflow.benchmark.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.cli.run.FlowRecording;
import org.gradientflow.cli.terminal.Jvm;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;
import org.gradientflow.recording.Recording;
import org.gradientflow.recording.SessionId;
import org.gradientflow.storage.TraceFile;
import org.gradientflow.training.Session;
import org.gradientflow.training.Signal;
import org.gradientflow.training.Step;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures speed and memory of training the three-layer case. Each loop runs in a JVM of its own, and the loops take turns; the
 * result is the ratio between them.
 *
 * <p>A plain harness instead of JMH, because it compares JVM settings and measures the memory of a whole process.
 */
public final class SpeedBenchmark {
    private static final Experiment CASE = Cases.THREE_LAYER;
    private static final int WARM_UP = 3_000;
    private static final int STEPS = 10_000;
    private static final int ROUNDS = 3;
    private static final int MEMORY_STEPS = 100_000;
    private static final int MEMORY_WINDOW = 10_000;
    private static final String MEMORY = "memory";

    private enum Loop {
        STOCK("fit as DL4J's examples call it, plain java", false),
        PLAIN("this project's loop, plain java", false),
        TUNED("this project's loop, as run sets up the JVM", true),
        RECORDING("the same, recording every 10 steps", true);

        private final String text;
        private final boolean tuned;

        Loop(String text, boolean tuned) {
            this.text = text;
            this.tuned = tuned;
        }
    }

    private SpeedBenchmark() {}

    /**
     * Prints the speed of each loop, and the memory of a long training.
     *
     * @throws Exception when a child fails
     */
    public static void run() throws Exception {
        speed();
        System.out.println(run(true, MEMORY));
    }

    /**
     * The child: runs one loop and prints its steps a second, or trains for the memory and prints that.
     *
     * @param arguments a loop's name, or {@code memory}
     * @throws IOException when a file can't be written
     */
    public static void main(String[] arguments) throws IOException {
        System.out.println(arguments[0].equals(MEMORY) ? trainForMemory() : stepsPerSecond(Loop.valueOf(arguments[0])));
        System.exit(0); // DL4J leaves threads behind
    }

    private static void speed() throws Exception {
        Map<Loop, List<Double>> speeds = new EnumMap<>(Loop.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (Loop loop : Loop.values()) {
                speeds.computeIfAbsent(loop, l -> new ArrayList<>())
                        .add(Double.parseDouble(run(loop.tuned, loop.name())));
            }
        }
        System.out.printf(Locale.ROOT, "%s, %,d steps, median [range] of %d rounds%n", CASE.name(), STEPS, ROUNDS);
        speeds.forEach((loop, values) -> System.out.printf(
                Locale.ROOT, "%-50s %6.0f steps/s [%.0f-%.0f]%n", loop.text, median(values), min(values), max(values)));
        print(
                "run's loop and JVM against fit as the examples call it",
                ratios(speeds, Loop.TUNED, Loop.STOCK),
                "times");
        print("run's JVM alone, same loop", ratios(speeds, Loop.TUNED, Loop.PLAIN), "times");
        print("recording, time of a step", ratios(speeds, Loop.TUNED, Loop.RECORDING), "times");
    }

    private static String run(boolean tuned, String argument) throws Exception {
        ProcessBuilder child = tuned
                ? Jvm.tunedChild(SpeedBenchmark.class, List.of(argument))
                : Jvm.child(SpeedBenchmark.class, List.of(), List.of(argument));
        return Child.lastLine(argument, child);
    }

    private static double stepsPerSecond(Loop loop) throws IOException {
        return switch (loop) {
            case STOCK -> stock();
            case PLAIN, TUNED -> {
                Session.start(CASE.withSteps(WARM_UP)).run(() -> false, List.of());
                yield Session.start(CASE.withSteps(STEPS))
                        .run(() -> false, List.of())
                        .stepsPerSecond();
            }
            case RECORDING -> {
                record(WARM_UP, List.of());
                yield record(STEPS, List.of());
            }
        };
    }

    /** As DL4J's examples do it: new arrays and a call of score() in each step, and the stock updater. */
    private static double stock() {
        double speed = 0;
        for (int steps : new int[] {WARM_UP / 2, STEPS / 4}) { // this loop is slow: fewer steps suffice
            MultiLayerNetwork network = Networks.create(CASE);
            Signal signal = Signal.uniform(CASE.seed(), 0);
            float[] batch = new float[1];
            double loss = 0;
            long start = System.nanoTime();
            for (int step = 0; step < steps; step++) {
                signal.next(batch);
                INDArray input = Nd4j.create(batch, new long[] {1, 1}, 'c');
                network.fit(input, input);
                loss += network.score();
            }
            speed = steps / ((System.nanoTime() - start) / 1e9);
            if (!(loss > 0)) {
                throw new IllegalStateException("did not train");
            }
        }
        return speed;
    }

    /** Records what {@code run} records at each step: histograms, the flow and the trace. */
    private static double record(int steps, List<Step.Listener> more) throws IOException {
        Path folder = Files.createTempDirectory("gradientflow-benchmark");
        Session session = Session.start(CASE.withSteps(steps));
        try (Recording recording = new Recording(
                        folder.resolve("stats.bin"), SessionId.of(CASE.name(), CASE.seed(), LocalDateTime.now()), 10);
                FlowRecording flow = new FlowRecording(session.network(), folder, null, 10);
                TraceFile trace = new TraceFile(folder.resolve("trace.csv"))) {
            session.network().addListeners(recording.listener());
            List<Step.Listener> listeners = new ArrayList<>(List.of(trace));
            listeners.addAll(more);
            double speed = session.run(() -> false, listeners).stepsPerSecond();
            flow.publish();
            return speed;
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static String trainForMemory() throws IOException {
        long[] sum = new long[2];
        long[] peak = new long[1];
        record(MEMORY_STEPS, List.of(new Step.Listener() {
            @Override
            public void after(Step step, MultiLayerNetwork network) {
                if (step.index() % 100 == 0) {
                    long resident = resident();
                    peak[0] = Math.max(peak[0], resident);
                    if (step.index() < MEMORY_WINDOW) {
                        sum[0] += resident;
                    } else if (step.index() >= MEMORY_STEPS - MEMORY_WINDOW) {
                        sum[1] += resident;
                    }
                }
            }
        }));
        int samples = MEMORY_WINDOW / 100;
        return String.format(
                Locale.ROOT,
                "resident memory over %,d recorded steps: first %,d %d MB, last %d MB (%+.1f%%), peak %d MB",
                MEMORY_STEPS,
                MEMORY_WINDOW,
                sum[0] / samples >> 10,
                sum[1] / samples >> 10,
                100.0 * (sum[1] - sum[0]) / sum[0],
                peak[0] >> 10);
    }

    private static long resident() {
        return status("self", "VmRSS");
    }

    /** A number from the process's status in /proc, memory in KB; 0 on systems without /proc. */
    static long status(String process, String what) {
        try {
            return Files.readAllLines(Path.of("/proc", process, "status")).stream()
                    .filter(line -> line.startsWith(what + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException noProc) {
            return 0;
        }
    }

    private static List<Double> ratios(Map<Loop, List<Double>> speeds, Loop over, Loop under) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ratios.add(speeds.get(over).get(round) / speeds.get(under).get(round));
        }
        return ratios;
    }

    private static void print(String what, List<Double> ratios, String unit) {
        System.out.printf(
                Locale.ROOT, "%-60s %.2f %s [%.2f-%.2f]%n", what, median(ratios), unit, min(ratios), max(ratios));
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static double min(List<Double> values) {
        return Arrays.stream(values.toArray(new Double[0])).min(Double::compare).orElseThrow();
    }

    static double max(List<Double> values) {
        return Arrays.stream(values.toArray(new Double[0])).max(Double::compare).orElseThrow();
    }
}
