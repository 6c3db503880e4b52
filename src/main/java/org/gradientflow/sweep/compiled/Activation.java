package org.gradientflow.sweep.compiled;

/**
 * An elementwise activation function.
 *
 * @param kind which function
 * @param slope of the negative side of {@link Kind#LEAKY_RELU}; unused by the others
 */
record Activation(Kind kind, float slope) {
    enum Kind {
        IDENTITY,
        RELU,
        LEAKY_RELU,
        SIGMOID,
        TANH
    }

    /** In place. */
    void apply(Kernels kernels, float[] values) {
        int n = values.length;
        switch (kind) {
            case IDENTITY -> {}
            case RELU -> kernels.relu(values);
            case LEAKY_RELU -> Lanes.leakyRelu(values, slope, n);
            case SIGMOID -> Lanes.sigmoid(values, n);
            case TANH -> Lanes.tanh(values, n);
        }
    }

    /** Multiplies by the derivative, which for all these functions follows from the function's value. */
    void back(Kernels kernels, float[] delta, float[] values) {
        int n = values.length;
        switch (kind) {
            case IDENTITY -> {}
            case RELU -> kernels.reluBack(delta, values);
            case LEAKY_RELU -> Lanes.leakyReluBack(delta, values, slope, n);
            case SIGMOID -> Lanes.sigmoidBack(delta, values, n);
            case TANH -> Lanes.tanhBack(delta, values, n);
        }
    }
}
