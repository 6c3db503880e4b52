package org.gradientflow.sweep.compiled;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * Trains many networks of one configuration side by side in plain arrays, with the results of DL4J. Immutable and thread-safe.
 */
public final class CompiledTrainer {
    private static final int MOST_LANES = 128;

    /** Fewer make short loops, which cost more than a larger cache's time. */
    private static final int FEWEST_LANES = 4;

    /** Half of a second-level cache of 512 KB: plain loops are long, and need many replicas. */
    private static final long PLAIN_BYTES = 256 << 10;

    /** Three quarters of a first-level cache of 32 KB. */
    private static final long VECTOR_BYTES = 24 << 10;

    /** Updaters with a state run over one unit at a time: with few replicas those loops are too short. */
    private static final long VECTOR_BYTES_WITH_STATE = 4 * VECTOR_BYTES;

    private final NetworkPlan plan;

    private CompiledTrainer(NetworkPlan plan) {
        this.plan = plan;
    }

    /**
     * A trainer for networks of a configuration.
     *
     * @param configuration dense layers and an output layer, float32
     * @return the trainer
     * @throws UnsupportedFeatureException for a feature that it can't compute, with one line that names layer and feature
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
     * The number of replicas that train fastest side by side: enough for long loops or for whole vectors, few enough for a
     * core's caches.
     *
     * @return at most {@value #MOST_LANES}, or a vector's length; any other number gives the same numbers
     */
    public int lanes() {
        int width = KernelFactory.BEST.width();
        long bytes = width == 1 ? PLAIN_BYTES : hasState() ? VECTOR_BYTES_WITH_STATE : VECTOR_BYTES;
        int fit = (int) Math.max(1, bytes / ((long) Float.BYTES * parameters()));
        int lanes = Math.min(MOST_LANES, Integer.highestOneBit(fit));
        return Math.max(lanes, width > 1 ? width : FEWEST_LANES);
    }

    private boolean hasState() {
        return plan.layers().stream().anyMatch(layer -> layer.weightUpdater().states() > 0);
    }

    /**
     * The number of replicas to train for a number of networks. The plain loops would train replicas that don't fill a vector,
     * and the JVM would then discard the code that it compiled for the others: spare replicas cost less.
     *
     * @param networks 1 or more
     * @return as many, or more where that fills whole vectors
     */
    public static int whole(int networks) {
        int width = KernelFactory.BEST.width();
        return (networks + width - 1) / width * width;
    }

    /**
     * Networks side by side, at their initial values and at iteration 0.
     *
     * @param initial the parameters of each network, in the order of {@code network.params()}
     * @return a block for one thread at a time
     * @throws IllegalArgumentException if there is no network, or one has another length than {@link #parameters()}
     */
    public Replicas replicas(float[][] initial) {
        return replicas(initial, KernelFactory.of(initial.length));
    }

    /** For tests, which choose the kernels. */
    Replicas replicas(float[][] initial, KernelFactory factory) {
        return new Replicas(plan, initial, factory);
    }
}
