package org.gradientflow.benchmark.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gradientflow.experiment.Cases;
import org.gradientflow.network.Networks;
import org.gradientflow.sweep.compiled.CompiledTrainer;
import org.gradientflow.sweep.compiled.Replicas;

/** The compiled trainer: a block of replicas a thread, each replica with fresh random inputs, which its time includes. */
public final class CompiledContender implements Contender {
    private final Block[] blocks;

    private CompiledContender(float[] initial, int threads) {
        CompiledTrainer trainer = CompiledTrainer.of(Networks.configuration(Cases.THREE_LAYER_XAVIER));
        blocks = IntStream.range(0, threads)
                .mapToObj(i -> new Block(trainer, initial, i))
                .toArray(Block[]::new);
    }

    /** Arguments: the folder and the number of threads. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        float[] initial = Contender.read(folder.resolve(INITIAL));
        Contender.measure(new CompiledContender(initial, Integer.parseInt(arguments[1])), folder);
    }

    @Override
    public int networks() {
        return Arrays.stream(blocks).mapToInt(block -> block.replicas.count()).sum();
    }

    @Override
    public double train(float[] inputs) {
        return Arrays.stream(blocks)
                .parallel()
                .mapToDouble(block -> block.train(inputs))
                .toArray()[0];
    }

    private static final class Block {
        private final Replicas replicas;
        private final SplittableRandom random;
        private final float[] batch;

        Block(CompiledTrainer trainer, float[] initial, int number) {
            float[][] all = new float[trainer.lanes()][];
            Arrays.fill(all, initial);
            replicas = trainer.replicas(all);
            random = new SplittableRandom(number);
            batch = new float[all.length];
        }

        double train(float[] inputs) {
            double loss = 0;
            for (float input : inputs) {
                batch[0] = input;
                for (int replica = 1; replica < batch.length; replica++) {
                    batch[replica] = 2 * random.nextFloat() - 1;
                }
                replicas.step(batch, batch);
                loss += replicas.loss(0);
            }
            return loss / inputs.length;
        }
    }
}
