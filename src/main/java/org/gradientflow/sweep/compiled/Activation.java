package org.gradientflow.sweep.compiled;

/**
 * An activation function, elementwise.
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

    float apply(float z) {
        return switch (kind) {
            case IDENTITY -> z;
            case RELU -> z < 0 ? 0 : z;
            case LEAKY_RELU -> z < 0 ? slope * z : z;
            case SIGMOID -> (float) (1 / (1 + Math.exp(-z)));
            case TANH -> (float) Math.tanh(z);
        };
    }

    /** The derivative, from the function's value {@code a}: all of these allow it. */
    float derivative(float a) {
        return switch (kind) {
            case IDENTITY -> 1;
            case RELU -> a > 0 ? 1 : 0;
            case LEAKY_RELU -> a < 0 ? slope : 1;
            case SIGMOID -> a * (1 - a);
            case TANH -> 1 - a * a;
        };
    }
}
