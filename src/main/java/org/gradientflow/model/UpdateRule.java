package org.gradientflow.model;

import org.deeplearning4j.nn.conf.GradientNormalization;

/**
 * The configuration by which a layer's gradient becomes its update.
 *
 * @param updater the name of its class: {@code Adam}; empty for a layer without parameters
 * @param learningRate at the network's present iteration; 0 for the updater {@code NoOp}, NaN for one that has no rate ({@code
 *     AdaDelta}) and for a layer without parameters
 * @param leastRate the smallest learning rate of its parameters: biases may have an updater of their own
 * @param l1 coefficient for weights, 0 for none
 * @param l2 coefficient for weights, 0 for none
 * @param weightDecay coefficient for weights, 0 for none
 * @param normalization of the gradient, never null
 * @param threshold of the normalisation, meaningless where there is none
 */
public record UpdateRule(
        String updater,
        double learningRate,
        double leastRate,
        double l1,
        double l2,
        double weightDecay,
        GradientNormalization normalization,
        double threshold) {
    public static final UpdateRule NONE =
            new UpdateRule("", Double.NaN, Double.NaN, 0, 0, 0, GradientNormalization.None, 1);
}
