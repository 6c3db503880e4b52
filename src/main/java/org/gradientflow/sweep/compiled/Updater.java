package org.gradientflow.sweep.compiled;

/** The rule that turns a clipped gradient into an update, with ND4J's formulas. */
sealed interface Updater {
    /** {@code w -= rate * g}. */
    record Sgd(float rate) implements Updater {}

    /** ND4J's Nesterov momentum: {@code v' = m v - rate g; w -= m v - (1 + m) v'}. */
    record Nesterov(float rate, float momentum) implements Updater {}

    /**
     * ND4J's Adam, whose epsilon stands outside of the bias correction, as TensorFlow's does: {@code m' = b1 m + (1 - b1) g;
     * v' = b2 v + (1 - b2) g g; w -= m' rate sqrt(1 - b2^t) / (1 - b1^t) / (sqrt(v') + epsilon)}.
     */
    record Adam(float rate, float beta1, float beta2, float epsilon) implements Updater {}
}
