package org.gradientflow.sweep;

import org.gradientflow.observation.FirstLayerFlow.Pool;
import org.gradientflow.sweep.compiled.Replicas;

/** The raw gradients of the first layers of a block, pooled as {@link org.gradientflow.observation.FirstLayerFlow} pools them. */
final class GradientPool {
    private final int weights;
    private final double[] sums;
    private final double[] sumsOfSquares;
    private final double[] startStds;
    private int steps;

    /** For so many networks whose first layer has so many weights. */
    GradientPool(int networks, int weights) {
        this.weights = weights;
        sums = new double[networks];
        sumsOfSquares = new double[networks];
        startStds = new double[networks];
    }

    void add(Replicas replicas) {
        replicas.poolFirstLayerGradient(sums, sumsOfSquares);
        if (++steps <= Result.START_STEPS) {
            for (int i = 0; i < startStds.length; i++) {
                startStds[i] = Result.startStd(pool(i));
            }
        }
    }

    /** See {@link Result#gradientStdStart}; over as many steps as there were. */
    double startStd(int network) {
        return startStds[network];
    }

    double std(int network) {
        return pool(network).std();
    }

    private Pool pool(int network) {
        return new Pool(steps, (long) steps * weights, sums[network], sumsOfSquares[network], Double.NaN);
    }
}
