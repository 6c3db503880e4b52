package org.gradientflow.diagnosis.rule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.examination;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradientflow.diagnosis.fixture.SmallClassifier;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Confidence;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.TrainingData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;

/** NaN or infinity among features or labels. */
class NonFiniteDataRuleTest {
    private static final Rule RULE = new NonFiniteDataRule();

    private static final int VALUES = 4 * SmallClassifier.ROWS;

    @Test
    void valuesAreCounted() {
        INDArray features = SmallClassifier.data().getFeatures();
        features.putScalar(11, 0, Float.NaN);
        features.putScalar(7, 2, Float.POSITIVE_INFINITY);
        DataSet data = new DataSet(features, SmallClassifier.data().getLabels());

        assertThat(findings(RULE, SmallClassifier.healthy(), data))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.NON_FINITE_DATA);
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.level()).isEqualTo(Confidence.CERTAIN);
                    assertThat(finding.layer()).isEqualTo(Finding.ALL_LAYERS);
                    assertThat(finding.symptom()).contains("2 of the features are ");
                    assertThat(finding.explanation()).contains("row 7");
                    assertThat(finding.evidence())
                            .containsOnly(entry("values", 2.0), entry("share", 2.0 / VALUES), entry("first row", 7.0));
                });
    }

    @Test
    void labelsAndEachInputAreCountedToo() {
        INDArray labels = SmallClassifier.data().getLabels();
        labels.putScalar(0, 1, Float.NaN);
        INDArray other = SmallClassifier.data().getFeatures();
        other.putScalar(3, 0, Float.NEGATIVE_INFINITY);
        MultiDataSet two =
                new MultiDataSet(new INDArray[] {SmallClassifier.data().getFeatures(), other}, new INDArray[] {labels});

        List<Finding> findings = RULE.examine(examination(SmallClassifier.healthy(), TrainingData.of(two), 1));

        assertThat(findings)
                .extracting(Finding::evidence)
                .containsExactly(
                        new TreeMap<>(Map.of("values", 1.0, "share", 0.5 / VALUES, "first row", 3.0)),
                        new TreeMap<>(
                                Map.of("values", 1.0, "share", 1.0 / (3 * SmallClassifier.ROWS), "first row", 0.0)));
        assertThat(findings.get(0).symptom()).contains("1 of the features is ");
        assertThat(findings.get(1).symptom()).contains("1 of the labels is ");
    }

    @Test
    void largeFeaturesAreNoFault() {
        DataSet data = SmallClassifier.data();
        data.getFeatures().muli(1e5);

        assertNoFault(RULE, SmallClassifier.healthy(), data);
    }
}
