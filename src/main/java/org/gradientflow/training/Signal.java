package org.gradientflow.training;

import java.util.SplittableRandom;

/** The inputs of a run, in order: the batch of each step, then the evaluation inputs. */
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
     * <p>{@link SplittableRandom} rather than {@link java.util.Random}, whose first number is nearly the same for all small
     * seeds. A test pins its numbers. Its state begins as the seed and grows by the same step for each number: after so many it
     * is that of another seed, so that skipping takes no time. Java promises neither; the tests pin both.
     *
     * @param seed of the generator
     * @param skip how many values were drawn before, to go on from a saved model
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
