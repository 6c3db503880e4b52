package org.gradientflow.sweep.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.model.Floats;
import org.gradientflow.network.InitialParameters;
import org.gradientflow.network.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Replicas side by side do not influence each other. */
class ReplicasTest {
    private static final int STEPS = 200;

    static Experiment[] experiments() {
        return new Experiment[] {
            Cases.THREE_LAYER_XAVIER,
            Cases.THREE_LAYER_XAVIER_ADAM,
            Cases.AUTOENCODER,
            // reaches the bound, in some replicas and not in others
            Cases.THREE_LAYER_XAVIER.withClip(0.05).withHidden(7, 5, 3)
        };
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void trainTheSameAloneAndBesideAnyOthers(Experiment experiment) {
        float[][] together = trained(experiment, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);

        assertThat(trained(experiment, 3)[0]).containsExactly(together[3]);
        assertThat(trained(experiment, 18, 3)).isDeepEqualTo(new float[][] {together[18], together[3]});
        assertThat(together[3]).isNotEqualTo(together[18]);
    }

    private static float[][] trained(Experiment experiment, int... seeds) {
        InitialParameters draws = InitialParameters.of(experiment);
        Replicas replicas = CompiledTrainer.of(Networks.configuration(experiment))
                .replicas(Arrays.stream(seeds).mapToObj(draws::draw).toArray(float[][]::new));
        SplittableRandom[] signals =
                Arrays.stream(seeds).mapToObj(SplittableRandom::new).toArray(SplittableRandom[]::new);
        float[] inputs = new float[experiment.batch() * seeds.length];
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = 2 * signals[i % seeds.length].nextFloat() - 1;
            }
            replicas.step(inputs, inputs);
        }
        return IntStream.range(0, seeds.length).mapToObj(replicas::parameters).toArray(float[][]::new);
    }

    @Test
    void poolTheGradient() {
        Experiment experiment = Cases.THREE_LAYER_XAVIER;
        Replicas replicas = CompiledTrainer.of(Networks.configuration(experiment))
                .replicas(new float[][] {InitialParameters.of(experiment).draw(1), new float[321]});
        double[] sum = new double[2];
        double[] squares = new double[2];
        float[] gradient = new float[16];

        replicas.step(new float[] {0.5f, 0.5f}, new float[] {0.5f, 0.5f});
        replicas.poolFirstLayerGradient(sum, squares);

        replicas.gradient(0, "0_W", gradient);
        double expected = 0;
        for (float element : gradient) {
            expected += element;
        }
        assertThat(sum[0]).isEqualTo(expected).isNotZero();
        assertThat(squares[0]).isPositive();
        assertThat(sum[1]).isZero();
    }

    /** Two networks of two inputs and two outputs on three rows, so that a value in the wrong place is noticed. */
    @Test
    void gradientsOutputsAndLossesBelongToTheirNetwork() {
        MultiLayerConfiguration configuration = Configurations.with(
                global -> global,
                hidden -> hidden.nIn(2).activation(Activation.TANH),
                output -> output.nOut(2).activation(Activation.IDENTITY));
        Random random = new Random(1);
        INDArray features = Nd4j.create(uniform(random, 6), new long[] {3, 2}, 'c');
        INDArray labels = Nd4j.create(uniform(random, 6), new long[] {3, 2}, 'c');
        CompiledTrainer trainer = CompiledTrainer.of(configuration);
        float[][] initial = {uniform(random, trainer.parameters()), uniform(random, trainer.parameters())};
        Replicas replicas = trainer.replicas(initial);
        replicas.step(twice(features), twice(labels));

        assertThat(replicas.count()).isEqualTo(2);
        for (int replica = 0; replica < 2; replica++) {
            MultiLayerNetwork network = new MultiLayerNetwork(configuration.clone());
            network.init(Nd4j.createFromArray(initial[replica]).reshape(1, initial[replica].length), false);
            INDArray outputs = network.output(features);
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 2; column++) {
                    assertThat(replicas.output(replica, row, column))
                            .isCloseTo(outputs.getFloat(row, column), within(1e-6f));
                }
            }
            network.setInput(features);
            network.setLabels(labels);
            network.computeGradientAndScore();
            assertThat(replicas.loss(replica)).isCloseTo((float) network.score(), within(1e-6f));
            double[] sums = new double[2];
            double[] squares = new double[2];
            replicas.poolFirstLayerGradient(sums, squares);
            for (String key : List.of("0_W", "0_b", "1_W", "1_b")) {
                INDArray expected = network.gradient().gradientForVariable().get(key);
                float[] gradient = new float[(int) expected.length()];
                replicas.gradient(replica, key, gradient);
                assertThat(gradient).as(key).containsExactly(Floats.of(Nd4j.toFlattened('f', expected)), within(1e-6f));
                if (key.equals("0_W")) {
                    assertThat(sums[replica]).isCloseTo(expected.sumNumber().doubleValue(), within(1e-5));
                    assertThat(Math.sqrt(squares[replica]))
                            .isCloseTo(expected.norm2Number().doubleValue(), within(1e-5));
                }
            }
        }
    }

    /** The same rows for two replicas. */
    private static float[] twice(INDArray rows) {
        float[] values = Floats.rowMajor(rows, 1);
        float[] twice = new float[2 * values.length];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = values[i / 2];
        }
        return twice;
    }

    private static float[] uniform(Random random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    @Test
    void allocateNothingInTheLoop() {
        assertThat(allocated(5, 1)).isLessThan(1_000);
    }

    /** The fewest bytes of a thousand steps, of so many thousands. */
    static long allocated(int count, int thousands) {
        Experiment experiment = Cases.THREE_LAYER_XAVIER;
        float[][] initial = new float[count][];
        Arrays.fill(initial, InitialParameters.of(experiment).draw(1));
        Replicas replicas =
                CompiledTrainer.of(Networks.configuration(experiment)).replicas(initial);
        float[] inputs = new float[experiment.batch() * count];
        double[] pool = new double[count];
        replicas.step(inputs, inputs);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < thousands; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int step = 0; step < 1_000; step++) {
                Arrays.fill(inputs, step / 1_000f);
                replicas.step(inputs, inputs);
                replicas.poolFirstLayerGradient(pool, pool);
                pool[0] = replicas.loss(0) + replicas.output(0, 0, 0);
            }
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest;
    }

    @Test
    void refuseArraysThatDoNotFit() {
        CompiledTrainer trainer = CompiledTrainer.of(Networks.configuration(Cases.THREE_LAYER));
        Replicas replicas = trainer.replicas(new float[][] {new float[321], new float[321]});

        assertThatThrownBy(() -> trainer.replicas(new float[][] {new float[320]}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("replica 0 must have 321 parameters, not 320");
        assertThatThrownBy(() -> trainer.replicas(new float[0][])).hasMessage("there must be at least one replica");
        assertThatThrownBy(() -> replicas.step(new float[3], new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 features and 3 labels");
        assertThatThrownBy(() -> replicas.step(new float[2], new float[4]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> replicas.gradient(0, "3_W", new float[1])).hasMessageContaining("'3_W'");
        assertThatThrownBy(() -> replicas.gradient(0, "0_W", new float[1])).hasMessageContaining("16 elements");
        assertThatThrownBy(() -> replicas.gradient(0, "0_b", new float[1])).hasMessageContaining("16 elements");
        assertThatThrownBy(() -> replicas.gradient(0, "0_gamma", new float[1]))
                .hasMessage("there is no parameter '0_gamma': 0_W, 0_b, ... 2_b");
    }
}
