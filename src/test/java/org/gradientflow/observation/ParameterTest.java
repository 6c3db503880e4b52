package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterTest {
    @Test
    void knowsHowMuchOfItIsRecorded() {
        assertThat(new Parameter("0_W", List.of(3L, 4L), 1))
                .returns(12L, Parameter::length)
                .returns(12, Parameter::recorded);
        assertThat(new Parameter("0_W", List.of(3L, 4L), 5).recorded()).isEqualTo(3);
        assertThat(new Parameter("0_W", List.of(3L, 4L), 4).recorded()).isEqualTo(3);
        assertThat(new Parameter("0_W", List.of(), 2))
                .returns(1L, Parameter::length)
                .returns(1, Parameter::recorded);
    }

    @Test
    void refusesWhatNoRecorderMakes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Parameter("", List.of(1L), 1))
                .withMessage("not a parameter: '' of shape [1]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Parameter("0_W", List.of(1L), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Parameter("0_W", List.of(2L, 0L), 1));
    }
}
