package org.gradientflow.assertions;

import java.util.function.Function;

/**
 * Assertions about one parameter.
 *
 * @param <S> the assertions it came from
 */
public final class ParameterAssert<S> {
    private final Function<Expectation, S> check;
    private final String key;

    ParameterAssert(Function<Expectation, S> check, String key) {
        this.check = check;
        this.key = key;
    }

    /**
     * Asserts that the parameter moves by a distance that counts beside its start: in float32 even a parameter that gets next to no gradient changes
     * in nearly every step.
     *
     * @return the assertions it came from
     * @throws IllegalArgumentException if the network has no such parameter
     * @throws IllegalStateException if it starts at 0, as biases do: any distance is infinitely many times that
     */
    public S moves() {
        return check.apply(GradientExpectations.moves(key));
    }

    /**
     * Asserts that the gradient of the parameter is large enough.
     *
     * @param least root mean square of the raw gradient, over its elements and the recorded steps
     * @return the assertions it came from
     * @throws IllegalArgumentException if the network has no such parameter
     */
    public S hasGradientNoSmallerThan(double least) {
        return check.apply(GradientExpectations.gradientNoSmallerThan(key, least));
    }
}
