package org.gradientflow.diagnosis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientflow.diagnosis.trial.Examination;
import org.gradientflow.diagnosis.verdict.Finding;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.model.Subject;
import org.gradientflow.model.TrainingData;
import org.nd4j.linalg.dataset.DataSet;

/** One rule asked by itself. */
public final class Asked {
    static final int STEPS = 80;

    private static final int BATCH = 16;

    private Asked() {}

    public static Examination examination(Model network, DataSet data) {
        return examination(network, TrainingData.of(data), STEPS);
    }

    public static Examination examination(Model network, TrainingData data, int steps) {
        return new Examination(Subject.of(network), data, BATCH, steps, 1, training -> {});
    }

    /** What it finds when it may try what it wants. */
    public static List<Finding> of(Rule rule, Model network, DataSet data) {
        return rule.examine(examination(network, data));
    }

    /** What it finds where the cause is known already, so that nothing is tried. */
    public static List<Finding> withoutTrials(Rule rule, Model network, DataSet data) {
        return rule.examine(examination(network, data).withoutNewTrials());
    }

    /** The one thing that a rule finds, severe and mended by its trial. */
    static Finding severe(Rule rule, MultiLayerNetwork network) {
        List<Finding> findings = of(rule, network, Sketch.clouds());
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.SEVERE);
        assertThat(findings.get(0).evidence()).containsKeys("skill", "skill with the change");
        assertThat(findings.get(0).evidence().get("skill with the change"))
                .isGreaterThan(0.1 + findings.get(0).evidence().get("skill"));
        return findings.get(0);
    }

    /** No trial is made, and none is in the evidence. */
    static Finding untried(Rule rule, MultiLayerNetwork network) {
        List<Finding> findings = withoutTrials(rule, network, Sketch.clouds());
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).evidence()).doesNotContainKeys("skill", "skill with the change");
        return findings.get(0);
    }
}
