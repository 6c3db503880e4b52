package org.gradientflow.training;

import java.util.SplittableRandom;

/** The inputs of a training, in order: the batch of each step, then the evaluation inputs. */
@FunctionalInterface
public interface Signal {
    /**
     * Fills the array with the next values.
     *
     * @param values overwritten, in the order of a batch's rows
     */
    void next(float[] values);

    /**
     * The original's input: uniform on [-1, 1), fresh at each step.
     *
     * <p>The generator is {@link SplittableRandom}, because the first number of {@link java.util.Random} is nearly the same for
     * all small seeds. Its state starts as the seed and grows by a fixed step for each number, so skipping numbers is choosing
     * another seed and takes no time. Java does not specify these numbers; tests pin them.
     *
     * @param seed of the generator
     * @param skip how many values were drawn before, to resume a saved model
     * @return a new signal
     */
    static Signal uniform(long seed, long skip) {
        long step = 0x9E3779B97F4A7C15L;
        SplittableRandom random = new SplittableRandom(seed + skip * step);
        return values -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = 2 * random.nextFloat() - 1;
            }
        };
    }
}
