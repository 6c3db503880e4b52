package org.gradientflow.sweep.compiled;

/** The rule that turns a divided and clipped gradient into an update, with ND4J's formulas. */
sealed interface UpdaterPlan {
    /** The number of state arrays of the rule. */
    int states();

    /**
     * One update, in place.
     *
     * @param kernels of the layer
     * @param w parameters
     * @param g gradient
     * @param state arrays as long as the parameters, 0 at first
     * @param step 1 for the first update
     */
    void update(Kernels kernels, float[] w, float[] g, float[][] state, int step);

    /** {@code w -= rate * g}. */
    record Sgd(float rate) implements UpdaterPlan {
        @Override
        public int states() {
            return 0;
        }

        @Override
        public void update(Kernels kernels, float[] w, float[] g, float[][] state, int step) {
            kernels.descend(w, g, rate, Float.POSITIVE_INFINITY);
        }
    }

    /** ND4J's Nesterov momentum: {@code v' = m v - rate g; w -= m v - (1 + m) v'}. */
    record Nesterov(float rate, float momentum) implements UpdaterPlan {
        @Override
        public int states() {
            return 1;
        }

        @Override
        public void update(Kernels kernels, float[] w, float[] g, float[][] state, int step) {
            kernels.nesterov(w, g, state[0], rate, momentum);
        }
    }

    /**
     * ND4J's Adam, whose epsilon is outside of the bias correction, as in TensorFlow: {@code m' = b1 m + (1 - b1) g;
     * v' = b2 v + (1 - b2) g g; w -= m' rate sqrt(1 - b2^t) / (1 - b1^t) / (sqrt(v') + epsilon)}.
     */
    record Adam(float rate, float beta1, float beta2, float epsilon) implements UpdaterPlan {
        @Override
        public int states() {
            return 2;
        }

        @Override
        public void update(Kernels kernels, float[] w, float[] g, float[][] state, int step) {
            float corrected =
                    (float) (rate * Math.sqrt(1 - (float) Math.pow(beta2, step)) / (1 - (float) Math.pow(beta1, step)));
            kernels.adam(w, g, state[0], state[1], beta1, beta2, epsilon, corrected);
        }
    }
}
