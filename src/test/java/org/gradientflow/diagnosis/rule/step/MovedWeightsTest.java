package org.gradientflow.diagnosis.rule.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.STEPS;
import static org.gradientflow.diagnosis.fixture.RuleHarness.examination;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.RuleHarness;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.trial.TrialComparison;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.model.Changes;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Weights that moved by more than a tenth of their norm and by less than all of it: whether the rate is too low depends on where the
 * network comes when it is trained on.
 */
class MovedWeightsTest {
    private static final Rule RULE = new RateTooLowRule();

    private static Examination withRate(double rate, double lastLayer) {
        MultiLayerNetwork network =
                SmallClassifier.withEachLayer(Activation.RELU, layer -> layer.setIUpdater(new Sgd(rate)));
        network.getParam("2_W").muli(lastLayer);
        return examination(network, SmallClassifier.data());
    }

    private static TrialComparison faster(Examination examination) {
        return TrialComparison.of(
                        examination,
                        examination.trial(
                                new TrialChange.Rate(100),
                                () -> examination.subject().variant(Changes.rate(100))))
                .orElseThrow();
    }

    /** A small layer moves far for its size. */
    @Test
    void aNetworkThatStaysBehindHasARateThatIsTooLow() {
        Examination behind = withRate(3e-4, 0.1);

        assertThat(behind.movement().most()).isBetween(0.1, 1.0);
        assertThat(RULE.examine(behind)).singleElement().satisfies(finding -> {
            RuleHarness.assertClearlyConfirmed(finding);
            assertThat(finding.cause()).isEqualTo(Cause.RATE_TOO_LOW);
            assertThat(finding.symptom())
                    .contains("In %d steps, no layer's weights moved by more than 1".formatted(STEPS));
        });
    }

    @Test
    void aNetworkThatIsUnderWayIsNoFault() {
        Examination underWay = withRate(4e-3, 1);

        assertThat(underWay.movement().most()).isBetween(0.1, 1.0);
        assertThat(faster(underWay).doubles())
                .as("a larger rate does better in as many steps")
                .isTrue();
        assertThat(RULE.examine(underWay)).isEmpty();
    }

    @Test
    void aSmallLayerThatMovedByItsNormIsNoFault() {
        Examination moved = withRate(3e-4, 0.01);

        assertThat(moved.movement().most()).isGreaterThan(1);
        assertThat(faster(moved).doubles()).isTrue();
        assertThat(RULE.examine(moved)).isEmpty();
    }
}
