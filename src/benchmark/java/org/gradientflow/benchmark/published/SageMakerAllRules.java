package org.gradientflow.benchmark.published;

import java.util.List;
import java.util.Optional;

/** Amazon SageMaker Debugger with the rules above together; the first that fires gives the cause. */
public final class SageMakerAllRules implements PublishedRule {
    private static final List<PublishedRule> RULES = List.of(
            new SageMakerExplodingTensor(),
            new SageMakerDeadRelu(),
            new SageMakerSaturatedActivation(),
            new SageMakerVanishingGradient(),
            new SageMakerWeightUpdateRatio(),
            new SageMakerUnchangedTensor(),
            new SageMakerPoorWeightInitialization(),
            new SageMakerLossNotDecreasing());

    @Override
    public String name() {
        return "SageMaker, all eight";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        return RULES.stream().flatMap(rule -> rule.cause(observed).stream()).findFirst();
    }
}
