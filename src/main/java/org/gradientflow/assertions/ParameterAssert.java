package org.gradientflow.assertions;

/**
 * Assertions about one parameter.
 *
 * @param <S> the assertions it came from
 */
public final class ParameterAssert<S extends AbstractFlowAssert<S, ?>> {
    private final S training;
    private final String key;

    ParameterAssert(S training, String key) {
        this.training = training;
        this.key = key;
    }

    /**
     * It goes a distance that counts against where it started: in float32 even a parameter that gets next to no gradient changes
     * in nearly every step.
     *
     * @return the assertions it came from
     * @throws IllegalArgumentException if the network has no such parameter
     * @throws IllegalStateException if it starts at 0, as biases do: any distance is infinitely many times that
     */
    public S moves() {
        return training.checked(GradientExpectations.moves(key));
    }

    /**
     * What reaches it.
     *
     * @param least root mean square of the raw gradient, over its elements and the recorded steps
     * @return the assertions it came from
     * @throws IllegalArgumentException if the network has no such parameter
     */
    public S hasGradientNoSmallerThan(double least) {
        return training.checked(GradientExpectations.gradientNoSmallerThan(key, least));
    }
}
