package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyTest {
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void worksOnceAndWhenAsked() {
        Lazy<Integer> value = Lazy.of(calls::incrementAndGet);

        assertThat(calls).hasValue(0);
        assertThat(value.get()).isEqualTo(1);
        assertThat(value.get()).isEqualTo(1);
    }

    @Test
    void nullIsAValue() {
        Lazy<Object> nothing = Lazy.of(() -> {
            calls.incrementAndGet();
            return null;
        });

        assertThat(nothing.get()).isNull();
        assertThat(nothing.get()).isNull();
        assertThat(calls).hasValue(1);
    }

    @Test
    void worksAgainAfterItThrew() {
        Lazy<Integer> second = Lazy.of(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the first time");
            }
            return calls.get();
        });

        assertThatIllegalStateException().isThrownBy(second::get);
        assertThat(second.get()).isEqualTo(2);
    }
}
