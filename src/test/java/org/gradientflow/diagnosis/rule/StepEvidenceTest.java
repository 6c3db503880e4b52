package org.gradientflow.diagnosis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;

/** What the rules about steps say, number by number. */
class StepEvidenceTest {
    private static Finding only(Rule rule, MultiLayerNetwork network) {
        List<Finding> findings = Asked.of(rule, network, Sketch.clouds());
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).layer()).isEqualTo(Finding.ALL_LAYERS);
        return findings.get(0);
    }

    private static void assertMended(Finding finding, String change) {
        assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
        assertThat(finding.confidence()).isBetween(0.75, 0.97);
        assertThat(finding.evidence().get("skill with the change"))
                .isGreaterThan(2 * finding.evidence().get("skill"))
                .isGreaterThan(0.05);
        assertThat(finding.explanation()).startsWith(change);
    }

    private static MultiLayerNetwork rate(double rate) {
        return Sketch.each(Activation.RELU, layer -> layer.setIUpdater(new Adam(rate)));
    }

    @Test
    void aRateThatIsTooLowIsMultiplied() {
        Finding finding = only(new RateTooLowRule(), rate(2e-4));

        assertMended(finding, "with 100 times the rate the network reaches a skill of ");
        assertThat(finding.evidence()).containsOnlyKeys("factor", "movement", "skill", "skill with the change");
        assertThat(finding.evidence()).containsEntry("factor", 100.0);
        assertThat(finding.evidence().get("movement")).isBetween(0.001, 0.1);
        assertThat(finding.symptom()).matches("weights moved by \\S+ of their size in " + Asked.STEPS + " steps");
    }

    @Test
    void weightsThatStandStillAreMovedAMillionTimesFaster() {
        Finding finding = only(new RateTooLowRule(), rate(1e-8));

        assertMended(finding, "with 1.0e6 times the rate ");
        assertThat(finding.evidence()).containsEntry("factor", 1e6);
    }

    @Test
    void weightsThatMovedHaveNoRateThatIsTooLow() {
        assertThat(Asked.withoutTrials(new RateTooLowRule(), rate(0.02), Sketch.clouds()))
                .isEmpty();
    }

    @Test
    void aRateThatIsTooHighIsDivided() {
        Finding finding =
                Asked.of(new RateTooHighRule(), rate(20), Sketch.clouds()).get(0);

        assertMended(finding, "with 0.");
        assertThat(finding.evidence()).containsOnlyKeys("factor", "movement", "skill", "skill with the change");
        assertThat(finding.evidence().get("factor")).isIn(0.1, 0.01, 0.001);
        assertThat(finding.evidence().get("movement")).isGreaterThan(1);
        assertThat(finding.symptom()).startsWith("steps overshoot: weights moved by ");
    }

    private static MultiLayerNetwork clipped(IUpdater updater) {
        return Sketch.each(Activation.RELU, layer -> {
            layer.setIUpdater(updater);
            Sketch.clip(layer);
        });
    }

    @Test
    void clippingThatAnUpdaterMakesUpForIsNoted() {
        // Adam divides by the size of the gradients that it gets
        assertThat(Asked.of(new OverClippedRule(), clipped(new Adam(0.02)), Sketch.clouds()))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.severity()).isEqualTo(Severity.NOTE);
                    assertThat(note.explanation()).startsWith("without it the network reaches a skill of ");
                    assertThat(note.evidence()).containsKeys("kept", "threshold", "skill with the change");
                });
    }

    @Test
    void clippingSaysWhatItLeaves() {
        MultiLayerNetwork network = clipped(new Sgd(0.1));

        Finding finding = only(new OverClippedRule(), network);
        assertMended(finding, "without it the network reaches a skill of ");
        assertThat(finding.evidence()).containsOnlyKeys("kept", "threshold", "skill", "skill with the change");
        assertThat(finding.evidence()).containsEntry("threshold", 1e-6);
        // 255 parameters of 1e-6 each, beside a gradient of length 0.1 and more
        assertThat(finding.evidence().get("kept")).isBetween(1e-7, 1e-3);

        List<Finding> untried = Asked.withoutTrials(new OverClippedRule(), network, Sketch.clouds());
        assertThat(untried).singleElement().satisfies(note -> {
            assertThat(note.severity()).isEqualTo(Severity.NOTE);
            assertThat(note.confidence()).isEqualTo(0.3);
            assertThat(note.evidence()).containsOnlyKeys("kept", "threshold");
            assertThat(note.explanation()).isEqualTo("what it does without clipping was not tried");
        });
    }

    @Test
    void clippingThatTakesNothingIsNone() {
        MultiLayerNetwork network = Sketch.each(Activation.RELU, layer -> {
            layer.setGradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue);
            layer.setGradientNormalizationThreshold(1e3);
        });

        assertThat(Asked.withoutTrials(new OverClippedRule(), network, Sketch.clouds()))
                .isEmpty();
        assertThat(Asked.withoutTrials(new OverClippedRule(), Sketch.network(), Sketch.clouds()))
                .isEmpty();
    }

    @Test
    void regularisationIsNamedInAllItsKinds() {
        MultiLayerNetwork network =
                Sketch.each(Activation.RELU, layer -> layer.setRegularization(List.of(new L2Regularization(50))));

        Finding finding = only(new OverRegularisedRule(), network);
        assertMended(finding, "without it the network reaches a skill of ");
        assertThat(finding.symptom()).isEqualTo("l1 0, l2 50, weight decay 0, dropout keeps 1");
        assertThat(finding.evidence())
                .containsEntry("l1", 0.0)
                .containsEntry("l2", 50.0)
                .containsEntry("weight decay", 0.0)
                .containsEntry("kept by dropout", 1.0)
                .hasSize(6);
        assertThat(Asked.withoutTrials(new OverRegularisedRule(), network, Sketch.clouds()))
                .as("only a trial can tell")
                .isEmpty();
    }
}
