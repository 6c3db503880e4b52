package org.gradientflow.sweep.compiled;

import java.util.List;

/**
 * The computation that a configuration describes.
 *
 * @param layers from the input on
 * @param loss of the last layer
 * @param miniBatch whether gradients and loss are divided by the number of rows
 * @param iterations number of iterations done before, for Adam's bias correction
 */
record NetworkPlan(List<LayerPlan> layers, Loss loss, boolean miniBatch, int iterations) {
    int parameters() {
        return last().end();
    }

    LayerPlan last() {
        return layers.get(layers.size() - 1);
    }

    int inputs() {
        return layers.get(0).inputs();
    }
}
