package org.gradientflow.benchmark.published;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.benchmark.models.BenchmarkModel;

/** The published rules that are compared with the doctor. */
public final class PublishedRules {
    /** In the order of the table. */
    public static final List<PublishedRule> ALL = List.of(
            new SageMakerAllRules(),
            new SageMakerVanishingGradient(),
            new SageMakerExplodingTensor(),
            new SageMakerUnchangedTensor(),
            new SageMakerDeadRelu(),
            new SageMakerSaturatedActivation(),
            new SageMakerWeightUpdateRatio(),
            new SageMakerLossNotDecreasing(),
            new SageMakerPoorWeightInitialization(),
            new AutoTrainer(),
            new TheDeepChecker(),
            new UpdateRatioGuide(),
            new DeepDiagnosis());

    private PublishedRules() {}

    /**
     * Trains a model once and asks every rule for the cause.
     *
     * @param model to be trained
     * @return each rule's cause; empty where the rule finds nothing
     */
    public static Map<PublishedRule, Optional<String>> causes(BenchmarkModel model) {
        Observed observed = TrainingRecorder.observe(model);
        Map<PublishedRule, Optional<String>> causes = new LinkedHashMap<>();
        ALL.forEach(rule -> causes.put(rule, rule.cause(observed)));
        return causes;
    }
}
