package org.gradientflow.benchmark.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradientflow.cli.terminal.Jvm;
import org.gradientflow.cli.terminal.VectorModule;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.InitialParameters;
import org.gradientflow.training.Signal;

/**
 * Compares the compiled trainer with other ways of training the same three-layer network from the same values on the same
 * inputs, one row a step. Each way runs in a process of its own, and they take turns. The benchmark fails when the losses differ.
 * TensorFlow takes part when the profile {@code tensorflow} is active, and C when gcc is installed.
 */
public final class TrainerBenchmark {
    private static final Experiment CASE = Cases.THREE_LAYER_XAVIER;
    private static final int INPUTS = 1_000;
    private static final double LOSS_TOLERANCE = 1e-4;
    private static final String TENSORFLOW = "org.gradientflow.tensorflow.TensorFlowContender";

    private record Result(double loss, double stepsPerSecond, double compiling) {}

    private final Path folder;
    private final int rounds;
    private final Map<String, ProcessBuilder> contenders = new LinkedHashMap<>();

    private TrainerBenchmark(Path folder, int rounds) {
        this.folder = folder;
        this.rounds = rounds;
    }

    /**
     * Prints one line for each way of training, and then the cost of a parameter and of recording.
     *
     * @param rounds of measurements
     * @throws Exception when a child fails
     */
    public static void run(int rounds) throws Exception {
        trainers(rounds);
        System.out.println(Child.output("cost", Jvm.child(LinearCost.class, VectorModule.options(), List.of())));
        System.out.println(Child.output("recorder", Jvm.tunedChild(FlowRecorderCost.class, List.of())));
    }

    private static void trainers(int rounds) throws Exception {
        Path folder = Files.createTempDirectory("gradientflow-benchmark");
        Contender.write(
                folder.resolve(Contender.INITIAL), InitialParameters.of(CASE).draw(CASE.seed()));
        float[] inputs = new float[INPUTS];
        Signal.uniform(CASE.seed(), 0).next(inputs);
        Contender.write(folder.resolve(Contender.INPUTS), inputs);
        TrainerBenchmark benchmark = new TrainerBenchmark(folder, rounds);
        benchmark.gather();
        benchmark.compare();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void gather() throws Exception {
        plain("compiled, one core", CompiledContender.class, "1");
        plain("compiled, two cores", CompiledContender.class, "2");
        contenders.put(
                "DL4J fit, as run does it",
                Jvm.tunedChild(Deeplearning4jContender.class, List.of(folder.toString(), "run")));
        plain("DL4J fit, as the examples do it", Deeplearning4jContender.class, "stock");
        tensorFlow();
        c();
    }

    private void plain(String name, Class<?> main, String argument) {
        contenders.put(name, Jvm.child(main, VectorModule.options(), List.of(folder.toString(), argument)));
    }

    private void tensorFlow() {
        Class<?> contender;
        try {
            contender = Class.forName(TENSORFLOW);
        } catch (ClassNotFoundException noProfile) {
            System.out.println("TensorFlow is left out: add the profile tensorflow (-Pbenchmark,tensorflow)");
            return;
        }
        plain("TensorFlow, a session's run each step", contender, "session");
        plain("TensorFlow, XLA, 1,000 steps a run", contender, "while");
        Map<String, String> environment =
                contenders.get("TensorFlow, XLA, 1,000 steps a run").environment();
        environment.put(
                "TF_XLA_FLAGS",
                "--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit --tf_xla_min_cluster_size=1"
                        + " --tf_xla_enable_lazy_compilation=false");
        environment.put("XLA_FLAGS", "--xla_cpu_use_thunk_runtime=false");
    }

    private void c() throws InterruptedException {
        Path program = folder.resolve("three_layer");
        try {
            Process compiler = new ProcessBuilder(
                            "gcc",
                            "-O3",
                            "-march=native",
                            "-ffast-math",
                            "-o",
                            program.toString(),
                            "src/benchmark/c/three_layer.c")
                    .inheritIO()
                    .start();
            if (compiler.waitFor() != 0) {
                throw new IllegalStateException("gcc can't compile src/benchmark/c/three_layer.c");
            }
        } catch (IOException noCompiler) {
            System.out.println("C is left out: gcc is not installed");
            return;
        }
        contenders.put(
                "C, gcc -O3 -march=native -ffast-math",
                new ProcessBuilder(
                        program.toString(),
                        folder.resolve(Contender.INITIAL).toString(),
                        folder.resolve(Contender.INPUTS).toString(),
                        Double.toString(Contender.SECONDS)));
    }

    private void compare() throws Exception {
        Map<String, List<Double>> speeds = new LinkedHashMap<>();
        double loss = Double.NaN;
        Map<String, Double> compiling = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, ProcessBuilder> contender : contenders.entrySet()) {
                Result result = result(contender.getKey(), contender.getValue());
                loss = Double.isNaN(loss) ? result.loss : loss;
                if (!(Math.abs(result.loss / loss - 1) < LOSS_TOLERANCE)) {
                    throw new IllegalStateException("%s computes another loss: %s instead of %s"
                            .formatted(contender.getKey(), result.loss, loss));
                }
                compiling.merge(contender.getKey(), result.compiling, Math::max);
                speeds.computeIfAbsent(contender.getKey(), name -> new ArrayList<>())
                        .add(result.stepsPerSecond);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s, mean loss of the first %,d steps %.6f for all; median [range] of %d rounds of %.0f s, and how long the"
                        + " JIT compiled in one of them%n",
                CASE.name(),
                INPUTS,
                loss,
                rounds,
                Contender.SECONDS);
        List<Double> compiled = speeds.get("compiled, one core");
        speeds.forEach((name, values) -> {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                ratios.add(compiled.get(round) / values.get(round));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-40s %,12.0f steps/s [%,.0f-%,.0f]  compiled on one core is %.2f times as fast [%.2f-%.2f]; JIT"
                            + " %.0f ms%n",
                    name,
                    SpeedBenchmark.median(values),
                    SpeedBenchmark.min(values),
                    SpeedBenchmark.max(values),
                    SpeedBenchmark.median(ratios),
                    SpeedBenchmark.min(ratios),
                    SpeedBenchmark.max(ratios),
                    compiling.get(name));
        });
    }

    private static Result result(String name, ProcessBuilder contender) throws Exception {
        String[] cells = Child.lastLine(name, contender).split(" ");
        return new Result(
                Double.parseDouble(cells[0]),
                Double.parseDouble(cells[1]),
                cells.length < 3 ? 0 : Double.parseDouble(cells[2]));
    }
}
