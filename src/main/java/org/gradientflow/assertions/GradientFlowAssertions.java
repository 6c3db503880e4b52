package org.gradientflow.assertions;

import org.deeplearning4j.nn.api.Model;
import org.gradientflow.observation.History;

/** Where assertions about networks and their trainings begin. */
public final class GradientFlowAssertions {
    private GradientFlowAssertions() {}

    /**
     * About a training that was recorded.
     *
     * @param history of a {@code FlowRecorder}
     * @return its assertions
     */
    public static HistoryAssert assertThat(History history) {
        return new HistoryAssert(history);
    }

    /**
     * About a network.
     *
     * @param model an initialised MultiLayerNetwork or ComputationGraph
     * @return its assertions, which begin with what it is trained on
     */
    public static ModelAssert assertThat(Model model) {
        return new ModelAssert(model);
    }
}
