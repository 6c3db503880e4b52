package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/** What is said of a rate that comes from DL4J's defaults, and only of such a rate. */
class UpdaterDefaultsTest {
    private static MultiLayerNetwork with(IUpdater updater) {
        return SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(updater));
    }

    /** What the rule explains where the rate does not suit. */
    private static String explained(Rule rule, IUpdater updater, double scale) {
        DataSet data = SmallClassifier.data();
        return findings(rule, with(updater), new DataSet(data.getFeatures().mul(scale), data.getLabels()))
                .get(0)
                .explanation();
    }

    @Test
    void aMomentumGivenForARateIsNamed() {
        assertThat(explained(new RateTooHighRule(), new Nesterovs(0.5), 30))
                .contains("smaller, a copy")
                .endsWith(
                        " The updater is Nesterovs with a learning rate of 0.1 and a momentum of 0.5: new Nesterovs(0.5) sets the momentum only.");
    }

    @Test
    void nesterovsWithARateOfItsOwnIsNotExplained() {
        assertThat(explained(new RateTooHighRule(), new Nesterovs(0.2, 0.5), 30))
                .contains("smaller, a copy")
                .doesNotContain("Nesterovs");
    }

    @Test
    void nesterovsWithTheUsualMomentumIsNotExplained() {
        assertThat(explained(new RateTooHighRule(), new Nesterovs(), 30))
                .contains("smaller, a copy")
                .doesNotContain("Nesterovs");
    }

    @Test
    void theRateOfAnSgdWithoutOneIsNamed() {
        assertThat(explained(new RateTooLowRule(), new Sgd(), 1))
                .contains("larger, a copy")
                .endsWith(" 0.001 is the rate of DL4J's Sgd where none is given.");
    }

    @Test
    void anotherRateOfSgdIsNotExplained() {
        assertThat(explained(new RateTooLowRule(), new Sgd(1.1e-3), 1))
                .contains("larger, a copy")
                .doesNotContain("where none is given");
    }
}
