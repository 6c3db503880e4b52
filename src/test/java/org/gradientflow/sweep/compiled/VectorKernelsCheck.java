package org.gradientflow.sweep.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.Networks;
import org.junit.jupiter.api.Test;

/**
 * Compares replicas of plain loops and of vectors. It needs a JVM with vectors, so its name is not one that the build runs as a
 * test: {@link KernelsTest} starts such a JVM, and mutation testing runs in one.
 */
class VectorKernelsCheck {
    private static final int STEPS = 100;

    private static final int CONFIGURATIONS = 25;

    /** No replica reaches the bound, some do, all do; then numbers overflow. */
    private static final float[] SCALES = {1, 30, 1e4f, 1e20f, 1e38f};

    @Test
    void vectorsWhereTheNumberOfReplicasFits() {
        int width = KernelFactory.BEST.width();

        assertThat(width).isGreaterThan(1);
        assertThat(KernelFactory.of(3 * width)).isSameAs(KernelFactory.BEST);
        assertThat(KernelFactory.of(3 * width + 1)).isSameAs(KernelFactory.PLAIN);
    }

    @Test
    void wholeVectors() {
        int width = KernelFactory.BEST.width();

        assertThat(CompiledTrainer.whole(1)).isEqualTo(width);
        assertThat(CompiledTrainer.whole(width)).isEqualTo(width);
        assertThat(CompiledTrainer.whole(width + 1)).isEqualTo(2 * width);
    }

    @Test
    void moreReplicasWhereTheUpdaterHasAState() {
        assertThat(lanes(Cases.THREE_LAYER_XAVIER)).isEqualTo(16); // of 321 parameters: 24 KB hold 19 replicas
        assertThat(lanes(Cases.THREE_LAYER_XAVIER_ADAM)).isEqualTo(64);
        assertThat(lanes(Cases.TWO_LAYER.withHidden(3))).isEqualTo(128); // the most
        assertThat(lanes(Cases.TWO_LAYER.withHidden(10_000))).isEqualTo(KernelFactory.BEST.width());
    }

    private static int lanes(Experiment experiment) {
        return CompiledTrainer.of(Networks.configuration(experiment)).lanes();
    }

    @Test
    void theSameBitsInAnyConfiguration() {
        for (int seed = 1; seed <= CONFIGURATIONS; seed++) {
            compareRandom(seed);
        }
    }

    @Test
    void theSameBitsAtTheBoundAndBeyondAllBounds() {
        Experiment experiment = Cases.THREE_LAYER_XAVIER;
        for (float scale : SCALES) {
            compare(Networks.configuration(experiment), 1, 1, scale);
            compare(Networks.configuration(experiment.withHidden(7, 5, 34)), 1, 1, scale);
        }
    }

    private static void compareRandom(int seed) {
        Random random = new Random(seed * 7919L);
        MultiLayerConfiguration configuration = Configurations.random(random);
        int outputs = (int) ((FeedForwardLayer) configuration
                        .getConf(configuration.getConfs().size() - 1)
                        .getLayer())
                .getNOut();
        compare(configuration, outputs, 1 + random.nextInt(3), 1);
    }

    private static void compare(MultiLayerConfiguration configuration, int outputs, int rows, float scale) {
        CompiledTrainer trainer = CompiledTrainer.of(configuration);
        int columns = (int) ((FeedForwardLayer) configuration.getConf(0).getLayer()).getNIn();
        int count = 2 * KernelFactory.BEST.width();
        SplittableRandom random = new SplittableRandom(count);
        float[][] initial = new float[count][];
        for (int replica = 0; replica < count; replica++) {
            initial[replica] = uniform(random, trainer.parameters(), 1);
        }
        Replicas plain = trainer.replicas(initial, KernelFactory.PLAIN);
        Replicas vectors = trainer.replicas(initial, KernelFactory.BEST);
        for (int step = 0; step < STEPS; step++) {
            float[] inputs = uniform(random, rows * columns * count, scale);
            float[] labels = uniform(random, rows * outputs * count, scale);
            plain.step(inputs, labels);
            vectors.step(inputs, labels);
        }
        int trained = 0;
        for (int replica = 0; replica < count; replica++) {
            assertThat(vectors.loss(replica)).isEqualTo(Float.valueOf(plain.loss(replica)));
            assertThat(vectors.parameters(replica)).isEqualTo(plain.parameters(replica));
            trained += Arrays.equals(vectors.parameters(replica), initial[replica]) ? 0 : 1;
        }
        assertThat(trained).as("networks whose output is not dead").isPositive();
    }

    private static float[] uniform(SplittableRandom random, int n, float scale) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = scale * (2 * random.nextFloat() - 1);
        }
        return values;
    }
}
