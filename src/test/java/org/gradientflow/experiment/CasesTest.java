package org.gradientflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CasesTest {
    @Test
    void theFirstCaseIsTheOriginalsFirstGraph() {
        Experiment original = Cases.TWO_LAYER;

        assertThat(original.hidden()).containsExactly(16);
        assertThat(original.weights()).isEqualTo(new Initialisation.Normal(1e-3));
        assertThat(original.bias()).isEqualTo(Bias.SAME);
        assertThat(original.updater()).isEqualTo(Updater.SGD);
        assertThat(original.learningRate()).isEqualTo(1e-3);
        assertThat(original.lossScope()).isEqualTo(LossScope.FIRST_ELEMENT);
        assertThat(original.clip()).isEqualTo(4.5);
        assertThat(original.batch()).isEqualTo(1);
        assertThat(original.steps()).isEqualTo(10_000);
    }

    @Test
    void eachCaseIsOneChangeAwayFromAnother() {
        assertThat(Cases.THREE_LAYER)
                .isEqualTo(Cases.TWO_LAYER.named("three-layer").withHidden(16, 16));
        assertThat(Cases.THREE_LAYER_XAVIER)
                .isEqualTo(Cases.THREE_LAYER
                        .named("three-layer-xavier")
                        .withWeights(Initialisation.XAVIER_UNIFORM)
                        .withBias(new Bias.Constant(0.1)));
        assertThat(Cases.THREE_LAYER_XAVIER_ADAM)
                .isEqualTo(Cases.THREE_LAYER_XAVIER
                        .named("three-layer-xavier-adam")
                        .withUpdater(Updater.ADAM));
        assertThat(Cases.BATCH_FIRST_ELEMENT)
                .isEqualTo(Cases.THREE_LAYER_XAVIER.named("batch-first-element").withBatch(32));
        assertThat(Cases.AUTOENCODER)
                .isEqualTo(Cases.BATCH_FIRST_ELEMENT.named("autoencoder").withLossScope(LossScope.ALL));
        assertThat(Cases.AUTOENCODER_ADAM)
                .isEqualTo(Cases.AUTOENCODER.named("autoencoder-adam").withUpdater(Updater.ADAM));
        assertThat(Cases.THREE_LAYER_ADAM)
                .isEqualTo(Cases.THREE_LAYER.named("three-layer-adam").withUpdater(Updater.ADAM));
    }

    @Test
    void aCaseIsFoundByItsName() {
        assertThat(Cases.ALL)
                .hasSize(8)
                .allSatisfy(c -> assertThat(Cases.named(c.name())).isEqualTo(c));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearestOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cases.named("tree-layer"))
                .withMessageStartingWith("unknown case 'tree-layer': did you mean three-layer?");
    }
}
