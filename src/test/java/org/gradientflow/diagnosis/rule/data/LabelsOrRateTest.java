package org.gradientflow.diagnosis.rule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertClearlyConfirmed;
import static org.gradientflow.diagnosis.fixture.RuleHarness.examination;

import java.util.List;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.trial.TrialChange;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Changes;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Labels thirty times as large as usual: a tenth of the learning rate may do as well as another scale, and then they are no cause. */
class LabelsOrRateTest {
    private static final Rule RULE = new UnscaledLabelsRule();

    private static Examination with(IUpdater updater) {
        DataSet data = SmallRegression.data();
        return examination(
                SmallRegression.network(Activation.TANH, layer -> layer.setIUpdater(updater)),
                TrainingData.of(new DataSet(data.getFeatures(), data.getLabels().mul(30))),
                150);
    }

    private static double skillWithATenthOfTheRate(Examination examination) {
        return examination
                .trial(new TrialChange.Rate(0.1), () -> examination.subject().variant(Changes.rate(0.1)))
                .orElseThrow()
                .after();
    }

    @Test
    void whereASmallerRateDoesNotHelpTheLabelsAreTheCause() {
        Examination slow = with(new Adam(1e-3));

        assertThat(RULE.examine(slow)).singleElement().satisfies(finding -> {
            assertClearlyConfirmed(finding);
            assertThat(finding.cause()).isEqualTo(Cause.UNSCALED_LABELS);
        });
        assertThat(skillWithATenthOfTheRate(slow)).isLessThan(0.2);
    }

    @Test
    void whereASmallerRateDoesAsWellTheLabelsAreNoFault() {
        Examination overshooting = with(new Nesterovs(0.2, 0.9));

        List<Finding> findings = RULE.examine(overshooting);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.evidence().get("skill")).isZero();
            assertThat(finding.evidence().get("skill with the change"))
                    .as("with standardised labels it would learn")
                    .isGreaterThan(0.9);
        });
        assertThat(skillWithATenthOfTheRate(overshooting)).isGreaterThan(0.9);
    }
}
