package org.gradientflow.sweep;

import org.gradientflow.observation.FirstLayerFlow.Pool;
import org.gradientflow.sweep.compiled.Replicas;
import org.gradientflow.training.Session;

/** The raw gradient of one replica's first layer, pooled as {@link org.gradientflow.observation.FirstLayerFlow} pools it. */
final class GradientPool {
    private final float[] gradient;
    private int steps;
    private double sum;
    private double sumOfSquares;
    private double startStd;

    /** For a first layer of so many weights. */
    GradientPool(int weights) {
        gradient = new float[weights];
    }

    void add(Replicas replicas, int replica) {
        replicas.gradient(replica, Session.FIRST_LAYER, gradient);
        for (float value : gradient) {
            sum += value;
            sumOfSquares += (double) value * value;
        }
        if (++steps <= Result.START_STEPS) {
            startStd = std();
        }
    }

    /** Over the first {@link Result#START_STEPS} steps, or as many as there were. */
    double startStd() {
        return startStd;
    }

    double std() {
        return new Pool(steps, (long) steps * gradient.length, sum, sumOfSquares, Double.NaN).std();
    }
}
