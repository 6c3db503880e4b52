package org.gradientflow.benchmark.published;

import java.util.Optional;

/**
 * Amazon SageMaker Debugger, VanishingGradient: "if the mean of the absolute values of the gradients drops below a specified
 * threshold, the rule returns True", which ends the check.
 */
public final class SageMakerVanishingGradient implements PublishedRule {
    /** docs.aws.amazon.com/sagemaker/latest/dg/vanishing-gradient.html: default 0.0000001. */
    public static final double THRESHOLD = 1e-7;

    @Override
    public String name() {
        return "SageMaker VanishingGradient";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        return observed.steps().stream()
                .flatMap(step -> step.gradients().values().stream())
                .filter(gradient -> Tensors.meanAbsolute(gradient) < THRESHOLD)
                .findFirst()
                .map(gradient -> "vanishing");
    }
}
