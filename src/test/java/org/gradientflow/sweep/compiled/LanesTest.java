package org.gradientflow.sweep.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanesTest {
    @Test
    void anyPositiveValueLetsAnyDerivativeThrough() {
        float[] values = {Float.MIN_VALUE, 1, 1e-30f, Float.MIN_VALUE, 0};
        float[] deltas = {Float.POSITIVE_INFINITY, -3, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, Float.MAX_VALUE};

        Lanes.reluBack(deltas, values, 5);

        assertThat(deltas).containsExactly(Float.POSITIVE_INFINITY, -3, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, 0);
    }
}
