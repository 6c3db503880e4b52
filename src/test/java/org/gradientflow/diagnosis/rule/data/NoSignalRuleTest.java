package org.gradientflow.diagnosis.rule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import java.util.Random;
import org.gradientflow.diagnosis.fixture.MaskedLabels;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Labels that do not depend on the features. */
class NoSignalRuleTest {
    private static final Rule RULE = new NoSignalRule();

    @Test
    void placeholdersHideNoSignal() {
        DataSet data = MaskedLabels.withPlaceholders(-999);

        assertThat(findings(RULE, SmallClassifier.regression(), data)).isEmpty();
        assertThat(findings(RULE, SmallClassifier.regression(), MaskedLabels.unmasked(data)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.NO_SIGNAL_LABELS);
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.level()).isEqualTo(Confidence.CERTAIN);
                    assertThat(finding.explanation()).contains(SmallClassifier.ROWS + " rows");
                    assertThat(finding.evidence())
                            .containsEntry("rows", (double) SmallClassifier.ROWS)
                            .containsOnlyKeys("explained", "explained of shuffled labels", "deviations", "rows");
                });
    }

    /** The mask depends on the features, and the labels do not. */
    @Test
    void whereALabelIsMissingIsNoSignal() {
        DataSet data = SmallClassifier.data();
        INDArray labels = data.getLabels();
        INDArray mask = Nd4j.ones(DataType.FLOAT, labels.shape());
        Random random = new Random(1);
        for (int row = 0; row < SmallClassifier.ROWS; row++) {
            for (int column = 0; column < 3; column++) {
                boolean missing = data.getFeatures().getDouble(row, column) > 0.5;
                labels.putScalar(row, column, missing ? -999 : random.nextGaussian());
                mask.putScalar(row, column, missing ? 0 : 1);
            }
        }
        DataSet masked = new DataSet(data.getFeatures(), labels, null, mask);

        assertThat(findings(RULE, SmallClassifier.regression(), masked)).hasSize(1);
        assertThat(findings(RULE, SmallClassifier.regression(), MaskedLabels.unmasked(masked)))
                .isEmpty();
    }

    @Test
    void labelsThatFollowTheFeaturesAreNoFault() {
        assertNoFault(RULE, SmallClassifier.healthy());
    }
}
