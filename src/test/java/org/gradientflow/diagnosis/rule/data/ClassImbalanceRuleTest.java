package org.gradientflow.diagnosis.rule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;
import static org.gradientflow.diagnosis.fixture.RuleHarness.withoutTrials;

import java.util.Random;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

/** A rare class that the network does not find. */
class ClassImbalanceRuleTest {
    private static final Rule RULE = new ClassImbalanceRule();

    private static MultiLayerNetwork network() {
        return SmallRegression.network(Activation.TANH, layer -> {
            if (layer instanceof BaseOutputLayer output) {
                output.setActivationFn(new ActivationSigmoid());
                output.setLossFn(new LossBinaryXENT());
            }
        });
    }

    /** Two clouds that overlap by so much that the frequent class is the better guess almost everywhere. */
    private static DataSet clouds(double share, double distance) {
        Random random = new Random(1);
        int rows = 1_000;
        float[][] features = new float[rows][2];
        float[][] labels = new float[rows][1];
        for (int row = 0; row < rows; row++) {
            boolean rare = row < share * rows;
            labels[row][0] = rare ? 1 : 0;
            for (int column = 0; column < 2; column++) {
                features[row][column] = (float) ((rare ? distance : 0) + random.nextGaussian());
            }
        }
        return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
    }

    @Test
    void aClassThatBalancedRowsTeachIsTheCause() {
        assertThat(findings(RULE, network(), clouds(0.05, 1.2))).singleElement().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.CLASS_IMBALANCE);
            assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
            assertThat(finding.symptom()).startsWith("5% of the rows belong to class 1");
            assertThat(finding.evidence().get("score with balanced rows"))
                    .isGreaterThan(0.3 + finding.evidence().get("score"));
        });
        assertThat(withoutTrials(RULE, network(), clouds(0.05, 1.2)))
                .as("only a trial can tell")
                .isEmpty();
    }

    @Test
    void aRareClassThatIsFoundIsNoFault() {
        assertNoFault(RULE, network(), clouds(0.05, 4));
    }

    @Test
    void evenClassesAreNoFault() {
        assertNoFault(RULE, network(), clouds(0.5, 1.2));
    }

    @Test
    void aRareClassLikeTheOthersIsNoFault() {
        assertNoFault(RULE, network(), clouds(0.05, 0));
    }
}
