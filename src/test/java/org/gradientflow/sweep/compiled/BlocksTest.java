package org.gradientflow.sweep.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.network.InitialParameters;
import org.gradientflow.network.Networks;
import org.junit.jupiter.api.Test;

/** The same numbers on any number of threads, in blocks of any size. */
class BlocksTest {
    private static final Experiment CASE = Cases.THREE_LAYER_XAVIER;
    private static final int NETWORKS = 25;

    @Test
    void trainTheSameOnAnyNumberOfThreads() throws InterruptedException {
        float[][] one = trained(8, 1);

        assertThat(trained(8, 3)).isDeepEqualTo(one);
        assertThat(trained(5, 2)).isDeepEqualTo(one);
        assertThat(one[0]).isNotEqualTo(one[NETWORKS - 1]);
    }

    @Test
    void passOnWhatWentWrong() {
        assertThatThrownBy(() -> Blocks.run(3, 1, 2, (from, to) -> {
                    throw new IllegalArgumentException("block " + from);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("block 0");
    }

    @Test
    void passOnAnErrorToo() {
        Error error = new AssertionError("block");
        assertThatThrownBy(() -> Blocks.run(3, 1, 2, (from, to) -> {
                    throw error;
                }))
                .isSameAs(error);
    }

    @Test
    void areAllNetworksInTurn() throws InterruptedException {
        List<String> blocks = new ArrayList<>();

        Blocks.run(7, 3, 1, (from, to) -> blocks.add(from + " to " + to));

        assertThat(blocks).containsExactly("0 to 3", "3 to 6", "6 to 7");
    }

    @Test
    void endWhereTheWaitingThreadIsInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Thread waiting = Thread.currentThread();

        assertThatThrownBy(() -> Blocks.run(1, 1, 1, (from, to) -> {
                    begun.countDown();
                    waiting.interrupt();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException end) {
                        interrupted.countDown();
                    }
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(begun.getCount()).isZero();
        assertThat(interrupted.await(30, TimeUnit.SECONDS))
                .as("the work was interrupted")
                .isTrue();
    }

    private static float[][] trained(int lanes, int threads) throws InterruptedException {
        CompiledTrainer trainer = CompiledTrainer.of(Networks.configuration(CASE));
        float[][] trained = new float[NETWORKS][];
        Blocks.run(NETWORKS, lanes, threads, (from, to) -> {
            InitialParameters draws = InitialParameters.of(CASE);
            float[][] initial = new float[to - from][];
            SplittableRandom[] signals = new SplittableRandom[to - from];
            for (int i = 0; i < initial.length; i++) {
                initial[i] = draws.draw(from + i);
                signals[i] = new SplittableRandom(from + i);
            }
            Replicas replicas = trainer.replicas(initial);
            float[] inputs = new float[initial.length];
            for (int step = 0; step < 100; step++) {
                for (int i = 0; i < inputs.length; i++) {
                    inputs[i] = 2 * signals[i].nextFloat() - 1;
                }
                replicas.step(inputs, inputs);
            }
            for (int i = 0; i < initial.length; i++) {
                trained[from + i] = replicas.parameters(i);
            }
        });
        return trained;
    }
}
