package org.gradientflow.sweep.compiled;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * Trains networks of one configuration as DL4J would, many side by side, in plain arrays. Immutable, for any number of threads.
 */
public final class CompiledTrainer {
    private static final int MOST_LANES = 128;

    /** Half of a second-level cache of 512 KB. */
    private static final long CACHED_BYTES = 256 << 10;

    private final NetworkPlan plan;

    private CompiledTrainer(NetworkPlan plan) {
        this.plan = plan;
    }

    /**
     * A trainer for networks of a configuration.
     *
     * @param configuration dense layers and an output layer, float32
     * @return the trainer
     * @throws UnsupportedFeatureException for what it can't compute, with one line that names layer and feature
     */
    public static CompiledTrainer of(MultiLayerConfiguration configuration) {
        return new CompiledTrainer(new PlanReader(configuration).read());
    }

    /**
     * The number of parameters of one network.
     *
     * @return the length of DL4J's flat vector
     */
    public int parameters() {
        return plan.parameters();
    }

    /**
     * The number of replicas that train fastest side by side: enough for long loops, few enough for a core's second-level
     * cache.
     *
     * @return a power of two from 1 to {@value #MOST_LANES}; any other number gives the same numbers
     */
    public int lanes() {
        int fit = (int) Math.max(1, CACHED_BYTES / ((long) Float.BYTES * parameters()));
        return Math.min(MOST_LANES, Integer.highestOneBit(fit));
    }

    /**
     * Networks side by side, at their initial values and at iteration 0.
     *
     * @param initial the parameters of each network, in the order of {@code network.params()}
     * @return a block for one thread at a time
     * @throws IllegalArgumentException where there is none or one has another length than {@link #parameters()}
     */
    public Replicas replicas(float[][] initial) {
        return new Replicas(plan, initial);
    }
}
