package org.gradientflow.benchmark.speed;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.gradientflow.experiment.Cases;
import org.gradientflow.network.Networks;
import org.gradientflow.observation.FlowRecorder;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Measures the cost of a {@link FlowRecorder} at its default schedule: the processor time of training with it, divided by the time
 * without it. The two take turns. Measured for a small and a larger network, in short trainings, where the share of recorded
 * steps is largest, and in longer ones.
 */
public final class FlowRecorderCost {
    private static final int SHORT = 300;
    private static final int LONG = 3_000;
    private static final int LEAST_A_ROUND = 900;
    private static final int ROUNDS = 5;
    private static final int CLASSES = 10;
    private static final int PIXELS = 64;
    private static final int WIDTH = 256;
    private static final int BATCH = 32;

    private FlowRecorderCost() {}

    /**
     * Prints a line for each network and length.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        INDArray row = Nd4j.rand(1, 1);
        INDArray labels = Nd4j.zeros(BATCH, CLASSES);
        for (int i = 0; i < BATCH; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        for (int steps : new int[] {SHORT, LONG}) {
            measure("three-layer, 1 row", steps, () -> Networks.create(Cases.THREE_LAYER), new DataSet(row, row));
            measure(
                    "64-256-256-10 classifier, 32 rows",
                    steps,
                    FlowRecorderCost::classifier,
                    new DataSet(Nd4j.rand(BATCH, PIXELS), labels));
        }
        System.exit(0); // DL4J leaves threads behind
    }

    private static MultiLayerNetwork classifier() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.RELU)
                .activation(Activation.RELU)
                .updater(new Adam(1e-3))
                .list()
                .layer(new DenseLayer.Builder().nIn(PIXELS).nOut(WIDTH).build())
                .layer(new DenseLayer.Builder().nOut(WIDTH).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        return network;
    }

    private static void measure(String name, int steps, Supplier<MultiLayerNetwork> network, DataSet batch) {
        double[] ratios = new double[ROUNDS];
        round(true, steps, network, batch);
        round(false, steps, network, batch); // warmed up
        for (int round = 0; round < ROUNDS; round++) {
            double plain = round(false, steps, network, batch);
            ratios[round] = round(true, steps, network, batch) / plain;
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "recording the flow, %s, %,d steps: %.2f times the processor time without [%.2f-%.2f]%n",
                name,
                steps,
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1]);
    }

    /** Processor time, in nanoseconds, of as many trainings as make up a round. */
    private static double round(boolean recorded, int steps, Supplier<MultiLayerNetwork> network, DataSet batch) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = system.getProcessCpuTime();
        for (int done = 0; done < LEAST_A_ROUND; done += steps) {
            train(recorded, steps, network.get(), batch);
        }
        return system.getProcessCpuTime() - start;
    }

    private static void train(boolean recorded, int steps, MultiLayerNetwork network, DataSet batch) {
        FlowRecorder recorder = new FlowRecorder(network);
        if (recorded) {
            network.setListeners(recorder);
        }
        for (int step = 0; step < steps; step++) {
            network.fit(batch);
        }
        if (recorded && recorder.history().losses().steps() != steps) {
            throw new IllegalStateException("did not record");
        }
    }
}
