package org.gradientflow.sweep.compiled;

/**
 * A dense layer.
 *
 * @param inputs columns of its input
 * @param outputs its units
 * @param weights where its weights begin in DL4J's flat vector; the inputs of one unit after another
 * @param activation of its units
 * @param clip bound of each gradient element, infinity for none
 * @param weightUpdater of its weights
 * @param biasUpdater of its biases
 */
record LayerPlan(
        int inputs,
        int outputs,
        int weights,
        Activation activation,
        float clip,
        UpdaterPlan weightUpdater,
        UpdaterPlan biasUpdater) {
    /** Where its biases begin in DL4J's flat vector. */
    int biases() {
        return weights + inputs * outputs;
    }

    /** Where the next layer begins. */
    int end() {
        return biases() + outputs;
    }
}
