package org.gradientflow.benchmark.speed;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.InitialParameters;
import org.gradientflow.network.Networks;
import org.gradientflow.sweep.compiled.CompiledTrainer;
import org.gradientflow.sweep.compiled.Replicas;

/**
 * Measures the processor time that the compiled trainer needs for one parameter and step. It should be the same for more steps,
 * more networks and wider networks.
 */
public final class LinearCost {
    /** Parameters times networks times steps of the shortest measurement: about half a second. */
    private static final double WORK = 1e9;

    private static final int ROUNDS = 3;

    private LinearCost() {}

    /**
     * Prints a line a measurement.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        for (int width : new int[] {16, 512, 16, 512}) {
            nanoseconds(width, 1, 1); // warmed up
        }
        print(16, 1, 1);
        print(16, 2, 1);
        print(16, 1, 2);
        for (int width = 32; width <= 512; width *= 2) {
            print(width, 1, 1);
        }
        System.exit(0); // ND4J leaves threads behind
    }

    private static void print(int width, int steps, int blocks) {
        Experiment experiment = experiment(width);
        int networks =
                blocks * CompiledTrainer.of(Networks.configuration(experiment)).lanes();
        System.out.printf(
                Locale.ROOT,
                "cost is linear: width %3d, %,7d parameters, %,7d steps, %3d networks: %.2f ns a parameter and step%n",
                width,
                Networks.parameters(experiment),
                steps * steps(experiment, networks / blocks),
                networks,
                nanoseconds(width, steps, blocks));
    }

    private static Experiment experiment(int width) {
        return Cases.THREE_LAYER_XAVIER.withHidden(width, width);
    }

    private static int steps(Experiment experiment, int networks) {
        return (int) (WORK / Networks.parameters(experiment) / networks);
    }

    private static double nanoseconds(int width, int factor, int blocks) {
        Experiment experiment = experiment(width);
        CompiledTrainer trainer = CompiledTrainer.of(Networks.configuration(experiment));
        float[][] initial = new float[trainer.lanes()][];
        Arrays.fill(initial, InitialParameters.of(experiment).draw(1));
        int steps = factor * steps(experiment, initial.length);
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int block = 0; block < blocks; block++) {
                train(trainer.replicas(initial), steps);
            }
            double time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            rounds[round] = time / trainer.parameters() / steps / initial.length / blocks;
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private static void train(Replicas replicas, int steps) {
        SplittableRandom random = new SplittableRandom(1);
        float[] inputs = new float[replicas.count()];
        for (int step = 0; step < steps; step++) {
            for (int replica = 0; replica < inputs.length; replica++) {
                inputs[replica] = 2 * random.nextFloat() - 1;
            }
            replicas.step(inputs, inputs);
        }
    }
}
