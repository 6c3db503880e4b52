package org.gradientflow.diagnosis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CauseTest {
    @Test
    void isFoundByItsName() {
        for (Cause cause : Cause.values()) {
            assertThat(Cause.of(cause.id())).contains(cause);
        }
        assertThat(Cause.of("dead-relu")).contains(Cause.DEAD_RELU);
        assertThat(Cause.of("DEAD_RELU")).isEmpty();
        assertThat(Cause.of("")).isEmpty();
    }

    @Test
    void saysWhatItIsInAClauseOfItsOwn() {
        assertThat(Arrays.stream(Cause.values()).map(Cause::meaning))
                .doesNotHaveDuplicates()
                .allSatisfy(meaning -> assertThat(meaning).isNotBlank().doesNotEndWith("."));
    }
}
