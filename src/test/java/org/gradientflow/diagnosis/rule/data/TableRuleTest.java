package org.gradientflow.diagnosis.rule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Notes about tables. */
class TableRuleTest {
    private static final Rule RULE = new TableRule();

    @Test
    void aColumnThatIsTheLabelGivesItAway() {
        DataSet data = SmallClassifier.data();
        data.getFeatures().getColumn(2).assign(data.getLabels().getColumn(1).mul(3));

        assertThat(findings(RULE, network(), data)).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.TABLE);
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.symptom()).isEqualTo("Feature column 2 gives the label away: the two are proportional.");
            assertThat(finding.evidence()).containsEntry("column", 2.0);
        });
    }

    @Test
    void aColumnThatNeverChangesIsNamed() {
        DataSet data = SmallClassifier.data();
        data.getFeatures().getColumn(1).assign(7);

        assertThat(findings(RULE, network(), data))
                .extracting(Finding::symptom)
                .containsExactly("Feature column 1 is always the same number.");
    }

    @Test
    void twoColumnsThatAreTheSameAreNamed() {
        DataSet data = SmallClassifier.data();
        data.getFeatures().getColumn(3).assign(data.getFeatures().getColumn(0));

        assertThat(findings(RULE, network(), data))
                .extracting(Finding::symptom)
                .containsExactly("Feature columns 0 and 3 are the same.");
    }

    @Test
    void rowsThatRepeatOthersAreCounted() {
        DataSet data = SmallClassifier.data();
        INDArray features = Nd4j.vstack(data.getFeatures(), data.getFeatures());
        INDArray labels = Nd4j.vstack(data.getLabels(), data.getLabels());

        assertThat(findings(RULE, network(), new DataSet(features, labels)))
                .extracting(Finding::symptom)
                .containsExactly("50% of the rows repeat the features of another row.");
    }

    @Test
    void aTableOfFewRowsMayShowChance() {
        DataSet few = (DataSet) SmallClassifier.data().getRange(0, 12);

        assertThat(findings(RULE, network(), few)).extracting(Finding::symptom).containsExactly("There are 12 rows.");
    }

    @Test
    void aTableThatTellsWhatItShouldIsNoFault() {
        assertThat(findings(RULE, network(), SmallClassifier.data())).isEmpty();
    }

    private static MultiLayerNetwork network() {
        return SmallClassifier.healthy();
    }
}
