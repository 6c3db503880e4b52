package org.gradientflow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingJobsTest {
    @Test
    void allAreClosedEvenIfOneFailsAndTheFirstFailureIsThrown() {
        IOException first = new IOException("first");
        IllegalStateException second = new IllegalStateException("second");
        List<String> closed = new ArrayList<>();
        List<Closeable> all = List.of(
                () -> {
                    throw first;
                },
                () -> closed.add("between"),
                () -> {
                    throw second;
                },
                () -> closed.add("last"));

        assertThatThrownBy(() -> TrainingJobs.closeAll(all)).isSameAs(first).hasSuppressedException(second);
        assertThat(closed).containsExactly("between", "last");
    }
}
