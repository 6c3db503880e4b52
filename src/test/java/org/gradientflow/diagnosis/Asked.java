package org.gradientflow.diagnosis;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.gradientflow.observation.TrainingData;
import org.nd4j.linalg.dataset.DataSet;

/** One rule asked by itself. */
final class Asked {
    static final int STEPS = 80;
    static final int BATCH = 16;

    private Asked() {}

    static Examination examination(Model network, DataSet data) {
        return new Examination(Subject.of(network), TrainingData.of(data), BATCH, STEPS, 1, training -> {});
    }

    /** What it finds when it may try what it wants. */
    static List<Finding> of(Rule rule, Model network, DataSet data) {
        return rule.examine(examination(network, data));
    }

    /** What it finds where the cause is known already, so that nothing is tried. */
    static List<Finding> withoutTrials(Rule rule, Model network, DataSet data) {
        Examination examination = examination(network, data);
        examination.decide();
        return rule.examine(examination);
    }
}
