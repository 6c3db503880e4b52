package org.gradientflow.sweep.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.model.Floats;
import org.gradientflow.training.ViewUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Compares {@code MultiLayerNetwork.fit} with the compiled trainer on random configurations, values and batches. */
class Deeplearning4jTest {
    private static final int STEPS = 300;
    private static final float TOLERANCE = 1e-6f;

    @ParameterizedTest(name = "configuration {0}")
    @ValueSource(
            ints = {
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
                29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40
            })
    void givesTheSameNumbers(int seed) {
        Random random = new Random(seed * 7919L);
        MultiLayerConfiguration configuration = Configurations.random(random);
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        ViewUpdater.installOn(network);
        int rows = random.nextBoolean() ? 1 : 1 + random.nextInt(33);
        int columns = (int) ((FeedForwardLayer) configuration.getConf(0).getLayer()).getNIn();
        int outputs = (int) ((FeedForwardLayer) network.getOutputLayer().conf().getLayer()).getNOut();
        Replicas replicas = CompiledTrainer.of(configuration).replicas(new float[][] {Floats.of(network.params())});
        float worstLoss = 0;

        for (int step = 0; step < STEPS; step++) {
            float[] inputs = uniform(random, rows * columns);
            float[] labels = uniform(random, rows * outputs);
            replicas.step(inputs, labels);
            INDArray input = Nd4j.create(inputs, new long[] {rows, columns}, 'c');
            network.fit(input, Nd4j.create(labels, new long[] {rows, outputs}, 'c'));
            float expected = (float) network.score();
            worstLoss = Math.max(worstLoss, Math.abs(replicas.loss(0) - expected) / Math.max(1, Math.abs(expected)));
        }

        float[] expected = Floats.of(network.params());
        float[] actual = replicas.parameters(0);
        float worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]) / Math.max(1, Math.abs(expected[i])));
        }
        String what = configuration.toString();
        assertThat(worst).as(what).isLessThanOrEqualTo(TOLERANCE);
        assertThat(worstLoss).as(what).isLessThanOrEqualTo(1e-5f);
    }

    /** The raw gradient overflows float32, but its unit has the value 0, so none of it may reach a weight. */
    @Test
    void anInfiniteGradientStopsAtASilentUnit() {
        MultiLayerConfiguration configuration =
                Configurations.with(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        // Weights and biases of four units, the first of them silent; then theirs to the output.
        float[] initial = {1, 1, 1, 1, -2, 0.1f, 0.1f, 0.1f, 3e38f, 1, 1, 1, 0};
        network.setParams(Nd4j.create(initial, new long[] {1, initial.length}, 'c'));
        Replicas replicas = CompiledTrainer.of(configuration).replicas(new float[][] {initial});
        float[] inputs = {0.5f};
        float[] labels = {-9};
        INDArray input = Nd4j.create(inputs, new long[] {1, 1}, 'c');

        for (int step = 0; step < 3; step++) {
            replicas.step(inputs, labels);
            network.fit(input, Nd4j.create(labels, new long[] {1, 1}, 'c'));
        }

        assertThat(replicas.loss(0)).isCloseTo((float) network.score(), within(1e-5f));
        assertThat(replicas.parameters(0))
                .containsExactly(Floats.of(network.params()), within(1e-5f))
                .isNotEqualTo(initial);
    }

    private static float[] uniform(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }
}
