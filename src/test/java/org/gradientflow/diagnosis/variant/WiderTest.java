package org.gradientflow.diagnosis.variant;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.model.Subject;
import org.gradientflow.recording.Nets;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

class WiderTest {
    @Test
    void hiddenLayersAreFourTimesAsWide() {
        Subject wider = Wider.of(Subject.of(SmallClassifier.healthy()));

        assertThat(wider.model().getParam("0_W").shape()).containsExactly(4, 48);
        assertThat(wider.model().getParam("1_W").shape()).containsExactly(48, 48);
        assertThat(wider.model().getParam("2_W").shape()).containsExactly(48, 3);
    }

    @Test
    void onlyStacksOfDenseLayersAreMadeWider() {
        var frozen = SmallClassifier.configuration(Activation.RELU);
        frozen.getConf(0).setLayer(new FrozenLayer(frozen.getConf(0).getLayer()));

        assertThat(Wider.may(Subject.of(SmallClassifier.init(frozen)))).isFalse();
        assertThat(Wider.may(Subject.of(Nets.graph()))).isFalse();
        assertThat(Wider.may(Subject.of(SmallClassifier.healthy()))).isTrue();
    }
}
