package org.gradientflow.benchmark;

import java.util.Arrays;
import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Cases;
import org.gradientflow.network.Networks;
import org.gradientflow.observation.FlowRecorder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a {@link FlowRecorder} costs at its default schedule: the time of training the three-layer case with it over the time
 * without, the two taking turns. A probe has so many steps by default, and most of the first are recorded: longer trainings cost
 * less.
 */
public final class FlowRecorderCost {
    private static final int STEPS = 300;
    private static final int ROUNDS = 5;
    private static final int BATCH = 32;

    private FlowRecorderCost() {}

    /**
     * Prints the line.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        double[] ratios = new double[ROUNDS];
        train(true);
        train(false); // warmed up
        train(true);
        train(false);
        for (int round = 0; round < ROUNDS; round++) {
            double plain = train(false);
            ratios[round] = train(true) / plain;
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "FlowRecorder, %s, %,d steps of %d rows: %.2f times the time without [%.2f-%.2f]%n",
                Cases.THREE_LAYER.name(),
                STEPS,
                BATCH,
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1]);
        System.exit(0); // DL4J leaves threads behind
    }

    private static double train(boolean recorded) {
        MultiLayerNetwork network = Networks.create(Cases.THREE_LAYER);
        INDArray input = Nd4j.rand(BATCH, 1);
        if (recorded) {
            network.setListeners(new FlowRecorder(network));
        }
        long start = System.nanoTime();
        for (int step = 0; step < STEPS; step++) {
            network.fit(input, input);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
