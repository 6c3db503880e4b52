package org.gradientflow.sweep.engine;

import java.util.Arrays;
import org.gradientflow.observation.FirstLayerFlow.Pool;
import org.gradientflow.sweep.compiled.Replicas;

/** The raw gradients of the first layers of a block, pooled as {@link org.gradientflow.observation.FirstLayerFlow} pools them. */
final class GradientPool {
    private final int weights;
    private final double[] sums;
    private final double[] sumsOfSquares;
    private final Pool[] starts;
    private int steps;

    /** For so many networks whose first layer has so many weights. */
    GradientPool(int networks, int weights) {
        this.weights = weights;
        sums = new double[networks];
        sumsOfSquares = new double[networks];
        starts = new Pool[networks];
    }

    void add(Replicas replicas) {
        replicas.poolFirstLayerGradient(sums, sumsOfSquares);
        if (++steps <= Result.START_STEPS) {
            Arrays.setAll(starts, this::pool);
        }
    }

    /** The pool of the first {@link Result#START_STEPS} steps, or of as many as there were. */
    Pool start(int network) {
        return starts[network];
    }

    double std(int network) {
        return pool(network).std();
    }

    private Pool pool(int network) {
        return new Pool(steps, (long) steps * weights, sums[network], sumsOfSquares[network], Double.NaN);
    }
}
