package org.gradientflow.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.recording.Nets;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static History of(int steps) {
        MultiLayerNetwork network = Nets.threeLayer();
        FlowRecorder recorder = new FlowRecorder(network, 1);
        network.setListeners(recorder);
        Nets.train(network, steps);
        return recorder.history();
    }

    @Test
    void beginsAndEndsWithItsSnapshots() {
        History history = of(3);

        assertThat(history.first().step()).isZero();
        assertThat(history.last().step()).isEqualTo(2);
        assertThat(history.parameter("1_W"))
                .hasSize(3)
                .startsWith(history.first().parameters().get("1_W"))
                .endsWith(history.last().parameters().get("1_W"));
    }

    @Test
    void anUnknownParameterIsAnsweredWithThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(1).parameter("9_W"))
                .withMessage("no parameter '9_W'; there are 0_W, 0_b, 1_W, 1_b, 2_W, 2_b");
    }

    @Test
    void ofNoStepHasNoSnapshot() {
        assertThatIllegalStateException().isThrownBy(of(0)::first).withMessage("no step was recorded");
        assertThatIllegalStateException().isThrownBy(of(0)::last).withMessage("no step was recorded");
    }
}
