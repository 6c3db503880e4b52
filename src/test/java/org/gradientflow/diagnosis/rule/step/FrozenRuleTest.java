package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertClearlyConfirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.confirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;
import static org.gradientflow.diagnosis.fixture.RuleHarness.untried;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** Layers that may not change. */
class FrozenRuleTest {
    private static final Rule RULE = new FrozenRule();

    @Test
    void layersThatMayNotChange() {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Adam(0)));

        Finding finding = confirmed(RULE, network);
        assertClearlyConfirmed(finding);
        assertThat(finding.cause()).isEqualTo(Cause.FROZEN);
        assertThat(finding.layer()).isEqualTo(Finding.ALL_LAYERS);
        assertThat(finding.symptom()).contains("All layers");
        assertThat(finding.evidence()).containsEntry("layers", 3.0).hasSize(3);
        assertThat(finding.explanation()).contains("unfrozen", "a skill of ");

        Finding untried = untried(RULE, network);
        assertThat(untried.severity()).isEqualTo(Severity.SEVERE);
        assertThat(untried.level()).as("the configuration is enough").isEqualTo(Confidence.CERTAIN);
        assertThat(untried.evidence()).containsOnly(entry("layers", 3.0));
        assertThat(untried.explanation()).contains("not tried");
    }

    @Test
    void aFrozenLayerThatDoesNoHarmIsANote() {
        assertThat(findings(RULE, withAFrozenFirstLayer(), SmallClassifier.data()))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.severity()).isEqualTo(Severity.NOTE);
                    assertThat(note.level()).isEqualTo(Confidence.UNCONFIRMED);
                    assertThat(note.layer()).isEqualTo("0");
                    assertThat(note.symptom()).contains("1 of the 3 layers");
                    assertThat(note.explanation()).contains("unfrozen", "a skill of ");
                });
    }

    @Test
    void aFrozenFirstLayerIsNoFault() {
        assertNoFault(RULE, withAFrozenFirstLayer());
    }

    private static MultiLayerNetwork withAFrozenFirstLayer() {
        MultiLayerConfiguration configuration = SmallClassifier.configuration(Activation.RELU);
        ((BaseLayer) configuration.getConf(0).getLayer()).setIUpdater(new Adam(0));
        return SmallClassifier.init(configuration);
    }
}
