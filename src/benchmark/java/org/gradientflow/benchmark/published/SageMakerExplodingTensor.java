package org.gradientflow.benchmark.published;

import java.util.Optional;

/** Amazon SageMaker Debugger, ExplodingTensor: any value that is not finite, here in the gradients as its example has it. */
public final class SageMakerExplodingTensor implements PublishedRule {
    @Override
    public String name() {
        return "SageMaker ExplodingTensor";
    }

    @Override
    public Optional<String> cause(Observed observed) {
        return observed.steps().stream()
                .flatMap(step -> step.gradients().values().stream())
                .filter(gradient -> !Tensors.finite(gradient))
                .findFirst()
                .map(gradient -> "exploding");
    }
}
