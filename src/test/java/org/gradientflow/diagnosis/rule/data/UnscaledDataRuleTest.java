package org.gradientflow.diagnosis.rule.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientflow.diagnosis.fixture.RuleHarness.assertNoFault;
import static org.gradientflow.diagnosis.fixture.RuleHarness.findings;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.fixture.SmallRegression;
import org.gradientflow.diagnosis.rule.Rule;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

/** Features and labels that are both far from mean 0 and standard deviation 1. */
class UnscaledDataRuleTest {
    private static final Rule RULE = new UnscaledDataRule();

    private static MultiLayerNetwork network() {
        return SmallRegression.network(Activation.TANH, layer -> layer.setIUpdater(new Adam(0.02)));
    }

    private static DataSet scaled(double features, double labels) {
        DataSet data = SmallRegression.data();
        return new DataSet(data.getFeatures().mul(features), data.getLabels().mul(labels));
    }

    @Test
    void bothCausesAreNamed() {
        assertThat(findings(RULE, network(), scaled(100, 10_000)))
                .hasSize(2)
                .allSatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.SEVERE);
                    assertThat(finding.explanation()).startsWith("With standardised features and labels");
                })
                .extracting(Finding::cause)
                .containsExactly(Cause.UNSCALED_INPUT, Cause.UNSCALED_LABELS);
    }

    @Test
    void oneOfThemIsForTheOtherRules() {
        assertThat(findings(RULE, network(), scaled(100, 1))).isEmpty();
        assertThat(findings(RULE, network(), scaled(1, 1_000))).isEmpty();
    }

    @Test
    void dataThreeTimesAsLargeIsNoFault() {
        assertNoFault(RULE, network(), scaled(3, 3));
    }
}
