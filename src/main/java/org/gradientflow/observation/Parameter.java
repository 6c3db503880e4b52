package org.gradientflow.observation;

import java.util.List;

/**
 * One parameter of a network, and how much of it is recorded.
 *
 * @param key as Deeplearning4j names it: {@code 0_W}
 * @param shape of the whole array
 * @param stride 1 where every element is recorded; N where only elements 0, N, 2N, ... are, in row-major order
 */
public record Parameter(String key, List<Long> shape, int stride) {
    /**
     * Refuses what no recorder makes.
     *
     * @param key as Deeplearning4j names it: {@code 0_W}
     * @param shape of the whole array
     * @param stride 1 where every element is recorded; N where only elements 0, N, 2N, ... are, in row-major order
     */
    public Parameter {
        shape = List.copyOf(shape);
        if (key.isEmpty() || stride < 1 || shape.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("not a parameter: '%s' of shape %s".formatted(key, shape));
        }
    }

    /**
     * The number of its elements.
     *
     * @return recorded or not
     */
    public long length() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /**
     * The number of elements that are recorded.
     *
     * @return at least 1
     */
    public int recorded() {
        return Math.toIntExact((length() + stride - 1) / stride);
    }
}
